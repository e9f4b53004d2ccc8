import { CapacityProviderPage } from '@/features/scaling';

/** What does this provider place tasks on, and how full does it keep it? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <CapacityProviderPage id={id} />;
}

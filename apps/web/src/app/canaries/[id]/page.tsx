import { CanaryPage } from '@/features/load-balancing';

/** Does the script that uses a service from outside still succeed? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <CanaryPage id={id} />;
}

import { GroupPage } from '@/features/load-balancing';

/** Which targets answer, and what does the health check ask of them? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <GroupPage id={id} />;
}

import { DatabaseClusterPage } from '@/features/rds';

/** Who writes, who reads, and how is it protected? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <DatabaseClusterPage id={id} />;
}

import { ClusterPage } from '@/features/clusters';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ClusterPage id={decodeURIComponent((await params).id)} />;
}

import { DeploymentPage } from '@/features/deployments';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <DeploymentPage id={decodeURIComponent((await params).id)} />;
}

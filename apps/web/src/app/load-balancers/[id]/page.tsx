import { BalancerPage } from '@/features/load-balancing';

/** Where do requests go from here, and do they arrive? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <BalancerPage id={id} />;
}

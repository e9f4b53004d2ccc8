import { InstancePage } from '@/features/ec2';

/** Is this host hot, idle, unhealthy or lost, and what runs on it? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <InstancePage id={id} />;
}

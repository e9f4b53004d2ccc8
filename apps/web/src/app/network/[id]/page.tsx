import { NetworkPlacePage } from '@/features/network';

/** A subnet: has it room, and who is in it? A security group: whom does it let in, and who carries it? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <NetworkPlacePage id={id} />;
}

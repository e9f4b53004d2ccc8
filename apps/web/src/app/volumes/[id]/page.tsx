import { VolumePage } from '@/features/ec2';

/** Does this volume keep up, and what does it hang on? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <VolumePage id={id} />;
}

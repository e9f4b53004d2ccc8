import { AlarmPage } from '@/features/alarms';

/** Is it raised, since when, by which datapoints? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <AlarmPage id={id} />;
}

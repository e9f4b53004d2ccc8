import { IncidentPage } from '@/features/alerts';

/** What is wrong, what changed before it, and is somebody on it? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <IncidentPage id={id} />;
}

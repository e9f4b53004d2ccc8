import { GroupPage } from '@/features/scaling';

/** Does this group hold the instances it should, and what moved it? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <GroupPage id={id} />;
}

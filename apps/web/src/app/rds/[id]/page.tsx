import { DatabasePage } from '@/features/rds';

/** Is this database the bottleneck, and how long until it is? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <DatabasePage id={id} />;
}

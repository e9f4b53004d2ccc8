import { TaskPage } from '@/features/tasks';

/** What is this task doing, or why did it end? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <TaskPage id={id} />;
}

import { TaskDefinitionPage } from '@/features/task-definition';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <TaskDefinitionPage id={decodeURIComponent((await params).id)} />;
}

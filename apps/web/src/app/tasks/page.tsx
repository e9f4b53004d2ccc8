import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TasksPage } from '@/features/tasks';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tasks');
  return { title: t('title') };
}

/** How do tasks move, and why do they end? */
export default function Page() {
  return <TasksPage />;
}

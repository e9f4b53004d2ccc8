import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LogsPage } from '@/features/logs';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('logs');
  return { title: t('title') };
}

/** What did it write? */
export default function Page() {
  return <LogsPage />;
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DatabasesPage } from '@/features/rds';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('rds');
  return { title: t('title') };
}

/** Is a database the bottleneck, and how long until it is? */
export default function Page() {
  return <DatabasesPage />;
}

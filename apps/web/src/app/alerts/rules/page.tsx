import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RulesPage } from '@/features/alerts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('alerts');
  return { title: t('rules.title') };
}

export default function Page() {
  return <RulesPage />;
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SilencesPage } from '@/features/alerts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('alerts');
  return { title: t('silences.title') };
}

export default function Page() {
  return <SilencesPage />;
}

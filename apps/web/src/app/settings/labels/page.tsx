import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LabelsPage } from '@/features/settings';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings');
  return { title: t('title') };
}

/** Whose is what: which rules give environment, team and tier, and what do they miss? */
export default function Page() {
  return <LabelsPage />;
}

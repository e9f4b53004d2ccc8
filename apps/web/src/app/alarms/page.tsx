import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AlarmsPage } from '@/features/alarms';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('alarms');
  return { title: t('title') };
}

/** Which alarms are raised, since when, on what? */
export default function Page() {
  return <AlarmsPage />;
}

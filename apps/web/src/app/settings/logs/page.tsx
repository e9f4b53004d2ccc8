import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LogSettingsPage } from '@/features/settings';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.logs');
  return { title: t('title') };
}

/** Which logs are read, and what is hidden in them? */
export default function Page() {
  return <LogSettingsPage />;
}

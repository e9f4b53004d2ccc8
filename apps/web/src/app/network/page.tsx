import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NetworkPage } from '@/features/network';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('network');
  return { title: t('title') };
}

/** Does every network have room, is it balanced over its zones, and who may come in from outside? */
export default function Page() {
  return <NetworkPage />;
}

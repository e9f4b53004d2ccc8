import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ScalingPage } from '@/features/scaling';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('scaling');
  return { title: t('title') };
}

/** Does everything that scales have room, and does its scaling work? */
export default function Page() {
  return <ScalingPage />;
}

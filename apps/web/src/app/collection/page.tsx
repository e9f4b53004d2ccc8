import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CollectionPage } from '@/features/collection';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('collection');
  return { title: t('title') };
}

/** What is collected, how complete is it, and what does watching cost? */
export default function Page() {
  return <CollectionPage />;
}

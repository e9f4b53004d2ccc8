import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RecommendationsPage } from '@/features/recommendations';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('recommendations');
  return { title: t('title') };
}

/** What should we change, how sure are we, and what is the risk? */
export default function Page() {
  return <RecommendationsPage />;
}

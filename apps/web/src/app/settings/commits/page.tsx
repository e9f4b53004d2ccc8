import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CommitsPage } from '@/features/commits';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('commits');
  return { title: t('title') };
}

/** From which commit a revision was built. */
export default function Page() {
  return <CommitsPage />;
}

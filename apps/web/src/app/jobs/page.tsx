import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobsPage } from '@/features/jobs';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('jobs');
  return { title: t('title') };
}

/** Did every job run, on time and without an error? */
export default function Page() {
  return <JobsPage />;
}

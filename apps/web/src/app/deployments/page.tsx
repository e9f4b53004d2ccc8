import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeploymentsPage } from '@/features/deployments';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('deployments');
  return { title: t('title') };
}

/** What is being rolled out, and what came of what was? */
export default function Page() {
  return <DeploymentsPage />;
}

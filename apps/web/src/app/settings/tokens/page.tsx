import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TokensPage } from '@/features/tokens';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tokens');
  return { title: t('title') };
}

/** Which pipelines may tell Danji what they did. */
export default function Page() {
  return <TokensPage />;
}

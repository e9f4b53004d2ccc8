import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BalancersPage } from '@/features/load-balancing';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('loadBalancing');
  return { title: t('title') };
}

/** Do requests reach their services, and which load balancers serve nobody? */
export default function Page() {
  return <BalancersPage />;
}

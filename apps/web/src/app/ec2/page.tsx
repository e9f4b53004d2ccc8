import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InstancesPage } from '@/features/ec2';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ec2');
  return { title: t('title') };
}

/** Which hosts are hot, idle, unhealthy or lost? */
export default function Page() {
  return <InstancesPage />;
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ReviewPage } from '@/features/reports';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reports');
  return { title: t('metaTitle') };
}

interface Props {
  params: Promise<{ week?: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Are we sized right, what will run out, and what do we decide today? */
export default async function Page({ params, searchParams }: Props) {
  const [{ week }, query] = await Promise.all([params, searchParams]);
  const text = (name: string): string | undefined => {
    const value = query[name];
    return Array.isArray(value) ? value.join(',') : value;
  };
  const { environment, team } = { environment: text('environment'), team: text('team') };
  return (
    <ReviewPage
      params={{
        ...(week === undefined ? {} : { week }),
        ...(environment === undefined ? {} : { environment }),
        ...(team === undefined ? {} : { team }),
      }}
    />
  );
}

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';

export default async function NotFound() {
  const t = await getTranslations('shell');
  return (
    <div className="py-16 text-center">
      <h1 className="text-title font-bold">{t('notFound')}</h1>
      <p className="mt-1 text-muted">{t('notFoundHint')}</p>
      <Link href="/" className="link mt-3 inline-block">
        {t('nav.overview')}
      </Link>
    </div>
  );
}

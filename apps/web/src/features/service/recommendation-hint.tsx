'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useRecommendations } from '@/lib/api/hooks';
import { usd } from '@/lib/format/value';
import { useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';

/** What could be better about this service, in a line each; nothing when there is nothing. */
export function RecommendationHint({ id }: { id: string }) {
  const t = useTranslations('service.recommendation');
  const l = useLocalised();
  const locale = useLocale();
  const href = useHref();
  const { data } = useRecommendations({ resource: id, state: 'open', limit: 3 });
  if (!data || data.items.length === 0) return null;
  return (
    <ul className="rounded-card border border-line bg-surface px-3.5 py-2.5">
      {data.items.map((item) => (
        <li key={item.id} className="flex flex-wrap gap-x-2">
          <span className="text-muted">{t('label')}</span>
          <Link
            href={href(`/recommendations/${encodeURIComponent(item.id)}`)}
            className="link"
            prefetch={false}
          >
            {l(item.title)}
          </Link>
          {item.monthlySavingUsd ? (
            <span className="text-muted">
              {t('saves', {
                low: usd(item.monthlySavingUsd.low, locale),
                high: usd(item.monthlySavingUsd.high, locale),
              })}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

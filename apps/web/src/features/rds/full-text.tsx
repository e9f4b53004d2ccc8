'use client';
import { useTranslations } from 'next-intl';
import { useNow } from '@/lib/clock';
import { daysToFullText, fullTone, type DaysToFull } from './model/days-to-full';

const TONE = {
  critical: 'font-semibold text-critical',
  warning: 'font-semibold text-warning',
  plain: 'text-muted',
};

/** When the storage is full, with its band, counted from now. */
export function FullText({ forecast }: { forecast: DaysToFull }) {
  const t = useTranslations('rds.full');
  const now = useNow(60);
  if (now === null) return null;
  const text = daysToFullText(forecast, now);
  return (
    <span className={TONE[fullTone(text)]}>{t(text.key, { n: text.n, low: text.low, high: text.high })}</span>
  );
}

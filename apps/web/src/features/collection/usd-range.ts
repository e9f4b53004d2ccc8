'use client';
import { useLocale, useTranslations } from 'next-intl';
import { usd } from '@/lib/format/value';

/** `$3.10 to $15.40`, one amount where both ends are the same to the cent. */
export function useUsdRange(): (range: { low: number; high: number }) => string {
  const t = useTranslations('collection.accept');
  const locale = useLocale();
  return ({ low, high }) =>
    Math.abs(high - low) < 0.005
      ? usd(high, locale)
      : t('range', { low: usd(low, locale), high: usd(high, locale) });
}

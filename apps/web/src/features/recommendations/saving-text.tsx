'use client';
import { useLocale, useTranslations } from 'next-intl';
import { usd } from '@/lib/format/value';
import { savingText, type Usd } from './model/saving';

/** What a change saves or costs a month, a range where the price leaves one. */
export function SavingText({ saving, className }: { saving: Usd | null; className?: string }) {
  const t = useTranslations('recommendations.saving');
  const locale = useLocale();
  const text = savingText(saving);
  const amount = (value: number): string => usd(value, locale);
  const known = text.key !== 'unknown' && text.key !== 'none';
  return (
    <span className={known ? className : 'text-muted'} data-value={saving?.expected ?? ''}>
      {t(text.key, { low: amount(text.low), expected: amount(text.expected), high: amount(text.high) })}
    </span>
  );
}

/** `$271 to $316`, for totals. */
export function useRangeText(): (range: { low: number; high: number }) => string {
  const t = useTranslations('recommendations.saving');
  const locale = useLocale();
  return ({ low, high }) =>
    Math.abs(high - low) < 0.5
      ? usd(high, locale)
      : t('range', { low: usd(low, locale), high: usd(high, locale) });
}

'use client';
import { useLocale } from 'next-intl';
import { useNow } from '@/lib/clock';
import { ago, dateTime, offsetName, whenShort } from '@/lib/format/time';
import { useZone } from '@/lib/url/view';

function useFull(at: number): string {
  const locale = useLocale();
  const { zone } = useZone();
  return `${dateTime(at, zone, locale, true)} ${offsetName(at, zone)}`;
}

/** An instant: the clock for today, else day and clock; whole with its offset on hover. */
export function Time({ at, className }: { at: string; className?: string }) {
  const ms = Date.parse(at);
  const locale = useLocale();
  const { zone } = useZone();
  const now = useNow(60);
  return (
    <time dateTime={at} title={useFull(ms)} className={className} suppressHydrationWarning>
      {whenShort(ms, now ?? ms, zone, locale)}
    </time>
  );
}

/** An age, `3 min ago`, that keeps counting; the instant on hover. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const ms = Date.parse(at);
  const locale = useLocale();
  const now = useNow(1);
  return (
    <time dateTime={at} title={useFull(ms)} className={className} suppressHydrationWarning>
      {now === null ? '' : ago(ms, now, locale)}
    </time>
  );
}

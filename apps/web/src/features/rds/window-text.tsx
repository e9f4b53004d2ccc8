'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useNow } from '@/lib/clock';
import { clock, weekday } from '@/lib/format/time';
import { useZone } from '@/lib/url/view';
import { nextUtcWindow } from './model/utc-window';

/** A window in the viewer's zone, and as RDS writes it, in UTC. */
export function WindowText({ text }: { text: string | null }) {
  const t = useTranslations('rds.fact');
  const locale = useLocale();
  const { zone } = useZone();
  const now = useNow(3600);
  if (text === null) return <>–</>;
  const next = now === null ? null : nextUtcWindow(text, now);
  if (!next || zone === 'UTC') return <>{`${text} ${t('utc')}`}</>;
  const day = next.weekly ? `${weekday(next.from, zone, locale)} ` : '';
  return (
    <>
      {`${day}${clock(next.from, zone)}–${clock(next.to, zone)}`}
      <span className="block text-small text-muted">{`${text} ${t('utc')}`}</span>
    </>
  );
}

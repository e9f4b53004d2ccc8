'use client';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { absolute, formatRange } from '@/lib/range/range';
import { dateTime } from '@/lib/format/time';
import { useHref, useZone } from '@/lib/url/view';
import type { ChartModel } from './model';

/** Kinds that write lines: clusters, services, tasks and databases, by the beginning of their ids. */
const WRITES = /^(?:clu|svc|task|rds)-/;
const MINUTE_MS = 60_000;

/** Whose lines belong to a chart; null where what it draws writes none, or where it draws several. */
export function logSource(model: ChartModel): string | null {
  const resources = new Set(model.series.flatMap(({ source }) => (source ? [source.resource] : [])));
  const [only, ...others] = resources;
  return only !== undefined && others.length === 0 && WRITES.test(only) ? only : null;
}

/** Where a moment of a chart leads: the log lines of its minute. */
export function MomentLinks({
  at,
  stepMs,
  resource,
  onClose,
}: {
  at: number;
  stepMs: number;
  resource: string;
  onClose: () => void;
}) {
  const t = useTranslations('charts');
  const locale = useLocale();
  const href = useHref();
  const { zone } = useZone();
  const from = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const range = formatRange(absolute({ from, to: from + Math.max(MINUTE_MS, stepMs) }));
  return (
    <p
      className="no-print mt-1 flex items-center gap-2 text-small"
      data-moment={new Date(from).toISOString()}
    >
      <Link href={href('/logs', { resource, range })} className="link font-semibold" prefetch={false}>
        {t('linesOf', { at: dateTime(from, zone, locale) })}
      </Link>
      <button
        type="button"
        onClick={onClose}
        aria-label={t('unpick')}
        className="min-h-6 min-w-6 text-faint hover:text-text"
      >
        ✕
      </button>
    </p>
  );
}

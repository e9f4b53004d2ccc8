'use client';
import type { CollectionStatus } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { Ago } from '@/components/ui/time';
import { duration } from '@/lib/format/time';
import { integer } from '@/lib/format/value';
import { jobRows, type JobRow } from './model/progress';

const JOBS = [
  'inventory',
  'metrics',
  'hot_metrics',
  'backfill',
  'reread',
  'settle',
  'logs',
  'events',
  'usage',
  'rollouts',
  'housekeeping',
  'recommendations',
  'alerts',
  'reports',
] as const;

/** Every job of every account and region with its last run; those that fail first. */
export function JobsPanel({ scopes }: { scopes: CollectionStatus['scopes'] }) {
  const t = useTranslations('collection.scopes');
  const locale = useLocale();
  const rows = useMemo(() => jobRows(scopes), [scopes]);
  const nameOf = (job: string): string => {
    const known = JOBS.find((each) => each === job);
    return known ? t(`name.${known}`) : job;
  };
  const columns: Column<JobRow>[] = [
    {
      id: 'job',
      header: t('job'),
      cell: (row) => (
        <span className="block">
          <span className={row.broken ? 'font-semibold text-critical' : undefined}>{nameOf(row.job)}</span>
          {row.message ? (
            <span className="block max-w-[70ch] text-small text-muted [overflow-wrap:anywhere]">
              {row.message}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      id: 'scope',
      header: t('scope'),
      wide: true,
      cell: (row) => <span className="whitespace-nowrap text-muted">{`${row.scope} / ${row.region}`}</span>,
    },
    {
      id: 'last',
      header: t('last'),
      cell: (row) =>
        row.lastAt === null ? (
          <span className="text-muted">{t('never')}</span>
        ) : (
          <Ago at={row.lastAt} className="whitespace-nowrap" />
        ),
    },
    {
      id: 'took',
      header: t('took'),
      align: 'right',
      wide: true,
      cell: (row) => (row.seconds === null ? '–' : took(row.seconds, locale)),
    },
    { id: 'items', header: t('items'), align: 'right', wide: true, cell: (row) => integer(row.items) },
    { id: 'runs', header: t('runs'), align: 'right', wide: true, cell: (row) => integer(row.runs) },
    {
      id: 'failed',
      header: t('failed'),
      align: 'right',
      cell: (row) => (
        <span className={row.failed > 0 ? 'font-semibold text-critical' : 'text-muted'}>
          {integer(row.failed)}
        </span>
      ),
    },
    {
      id: 'throttled',
      header: t('throttled'),
      align: 'right',
      wide: true,
      cell: (row) => (
        <span className={row.throttled > 0 ? 'font-semibold text-warning' : 'text-muted'}>
          {integer(row.throttled)}
        </span>
      ),
    },
  ];
  return (
    <Panel title={t('title')} hint={t('hint')} flush>
      {rows.length === 0 ? (
        <Empty title={t('empty')} height={120} />
      ) : (
        <DataTable caption={t('caption')} columns={columns} rows={rows} rowId={(row) => row.key} />
      )}
    </Panel>
  );
}

/** Below ten seconds a run's tenths tell. */
function took(seconds: number, locale: string): string {
  if (seconds < 0.05) return '<0.1 s';
  return seconds < 10 ? `${seconds.toFixed(1)} s` : duration(seconds, locale);
}

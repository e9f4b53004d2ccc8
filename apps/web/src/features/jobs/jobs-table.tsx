'use client';
import type { JobItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EnvironmentBadge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { ResourceLink } from '@/components/ui/resource-link';
import { Ago, Time } from '@/components/ui/time';
import { duration } from '@/lib/format/time';
import { JobStateBadge } from './job-state';

interface Props {
  items: readonly JobItem[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** One row per job: how it is, when it ran, what it usually takes, when it comes again. */
export function JobsTable({ items, chosen, onChoose }: Props) {
  const t = useTranslations('jobs');
  const columns = useColumns();
  return (
    <DataTable
      caption={t('list')}
      columns={columns}
      rows={items}
      rowId={(item) => item.id}
      selected={chosen}
      onOpen={(item) => onChoose(item.id)}
    />
  );
}

function useColumns(): Column<JobItem>[] {
  const t = useTranslations('jobs.table');
  const locale = useLocale();
  return useMemo(
    () => [
      { id: 'job', header: t('job'), cell: (item) => <Name item={item} /> },
      {
        id: 'state',
        header: t('state'),
        cell: (item) => (
          <>
            <JobStateBadge state={item.state} />
            {item.missed.length > 0 ? (
              <span className="block text-small text-muted">
                {t('missed', { count: item.missed.length })}
              </span>
            ) : null}
          </>
        ),
      },
      {
        id: 'last',
        header: t('last'),
        cell: (item) => (item.last[0] === undefined ? '–' : <Ago at={item.last[0].createdAt} />),
      },
      {
        id: 'usual',
        header: t('usual'),
        wide: true,
        align: 'right',
        cell: (item) => (item.usual === null ? '–' : duration(item.usual.p50, locale)),
      },
      {
        id: 'every',
        header: t('every'),
        wide: true,
        align: 'right',
        cell: (item) => (item.everySeconds === null ? t('noRhythm') : duration(item.everySeconds, locale)),
      },
      {
        id: 'next',
        header: t('next'),
        wide: true,
        cell: (item) => (item.nextAt === null ? '–' : <Time at={item.nextAt} />),
      },
      {
        id: 'runs',
        header: t('runs'),
        wide: true,
        align: 'right',
        cell: (item) => t('counts', { runs: item.runs, failures: item.failures, overlaps: item.overlaps }),
      },
    ],
    [t, locale],
  );
}

function Name({ item }: { item: JobItem }) {
  const t = useTranslations('jobs.starter');
  return (
    <span className="min-w-0">
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="font-semibold break-all">{item.family}</span>
        <EnvironmentBadge environment={item.environment} />
      </span>
      <span className="block text-small text-muted">
        {t(item.starter.kind, { name: item.starter.name ?? '' })} ·{' '}
        <ResourceLink kind="ecs_cluster" id={item.clusterId}>
          {item.clusterName}
        </ResourceLink>
      </span>
    </span>
  );
}

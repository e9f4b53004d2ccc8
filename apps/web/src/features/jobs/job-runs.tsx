'use client';
import type { JobItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo } from 'react';
import { Badge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Time } from '@/components/ui/time';
import { duration } from '@/lib/format/time';
import { shortId } from '@/lib/format/ids';
import { useHref } from '@/lib/url/view';

type Run = JobItem['last'][number];

/** The newest runs of one job, and when it should have run and did not. */
export function JobRuns({ job }: { job: JobItem }) {
  const t = useTranslations('jobs.run');
  const columns = useColumns();
  return (
    <Panel title={t('title', { family: job.family })} hint={t('hint')} flush>
      {job.missed.length === 0 ? null : (
        <p className="border-b border-line px-3.5 py-2.5 text-small">
          {t('missed')}{' '}
          {job.missed.slice(-5).map((at, i) => (
            <span key={at}>
              {i > 0 ? ', ' : ''}
              <Time at={at} />
            </span>
          ))}
        </p>
      )}
      <DataTable
        caption={t('title', { family: job.family })}
        columns={columns}
        rows={job.last}
        rowId={(run) => run.id}
      />
    </Panel>
  );
}

function useColumns(): Column<Run>[] {
  const t = useTranslations('jobs.run');
  const locale = useLocale();
  const href = useHref();
  return useMemo(
    () => [
      {
        id: 'task',
        header: t('task'),
        cell: (run) => (
          <Link className="link font-mono" href={href(`/tasks/${run.id}`)}>
            {shortId(run.taskId)}
          </Link>
        ),
      },
      { id: 'began', header: t('began'), cell: (run) => <Time at={run.createdAt} /> },
      { id: 'took', header: t('took'), align: 'right', cell: (run) => duration(run.seconds, locale) },
      {
        id: 'end',
        header: t('end'),
        cell: (run) => {
          if (run.stoppedAt === null)
            return <Badge look={run.slow ? 'warning' : 'accent'}>{t('running')}</Badge>;
          const exit = run.exitCode === null ? t('noCode') : t('code', { code: run.exitCode });
          return (
            <span className="flex flex-wrap items-center gap-1.5">
              {run.failed ? <Badge look="warning">{t('failed')}</Badge> : null}
              {run.slow ? <Badge look="warning">{t('slow')}</Badge> : null}
              <span>{exit}</span>
            </span>
          );
        },
      },
    ],
    [t, locale, href],
  );
}

'use client';
import type { FlowAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Fact } from '@/components/ui/fact';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { integer } from '@/lib/format/value';
import { useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { stopReasonRows, type StopReasonRow } from '../model/stop-reasons';
import { holds, narrowing, togglePatch, type TaskFilters } from '../model/task-filters';

/** Why tasks stop, abnormal reasons first, each against the same time before. */
export function StopReasonsPanel({
  answer,
  filters,
  onFilter,
}: {
  answer: FlowAnswer;
  filters: TaskFilters;
  onFilter: (next: TaskFilters) => void;
}) {
  const t = useTranslations('tasks.reasons');
  const localised = useLocalised();
  const href = useHref();
  const rows = useMemo(() => stopReasonRows(answer), [answer]);
  const most = Math.max(1, ...rows.map((row) => row.count));
  // Reasons are counted as if none were chosen.
  const scope = narrowing({ ...filters, cause: [] });
  const columns: Column<StopReasonRow>[] = [
    {
      id: 'cause',
      header: t('cause'),
      cell: (row) => {
        const patch = { cause: [row.cause] };
        const label = localised(row.label);
        return (
          <button
            type="button"
            aria-pressed={holds(filters, patch)}
            aria-label={t('filterBy', { cause: label })}
            title={row.example}
            className="block w-full text-left"
            onClick={() => onFilter(togglePatch(filters, patch))}
          >
            <span className={row.abnormal && row.count > 0 ? 'font-semibold text-critical' : 'text-text'}>
              {holds(filters, patch) ? <u className="underline-offset-2">{label}</u> : label}
            </span>
            <span className="mt-1 block h-1 rounded-full bg-sunken" aria-hidden>
              <span
                className={`block h-1 rounded-full ${row.abnormal ? 'bg-critical' : 'bg-control'}`}
                style={{ width: `${(row.count / most) * 100}%` }}
              />
            </span>
          </button>
        );
      },
    },
    {
      id: 'count',
      header: t('count'),
      align: 'right',
      width: '64px',
      cell: (row) => (
        <Fact
          of={{
            k: 'count',
            what: 'stops',
            filter: { ...scope, cause: row.cause },
            from: answer.from,
            to: answer.to,
          }}
          value={row.count}
          className="font-semibold"
        >
          {integer(row.count)}
        </Fact>
      ),
    },
    {
      id: 'change',
      header: t('change'),
      align: 'right',
      width: '112px',
      cell: (row) => <Change row={row} />,
    },
    {
      id: 'newest',
      header: t('newest'),
      align: 'right',
      width: '64px',
      cell: (row) =>
        row.exampleTaskId === '' ? null : (
          <Link
            href={href(`/tasks/${encodeURIComponent(row.exampleTaskId)}`)}
            className="link whitespace-nowrap"
            prefetch={false}
          >
            {t('why')}
          </Link>
        ),
    },
  ];
  return (
    <Panel title={t('title')} hint={t('hint')} flush>
      {rows.length === 0 ? (
        <Empty title={t('empty')} height={160} />
      ) : (
        <DataTable caption={t('caption')} columns={columns} rows={rows} rowId={(row) => row.cause} />
      )}
    </Panel>
  );
}

/** More abnormal stops than before is what deserves the colour; fewer, or planned ones, stay grey. */
function Change({ row }: { row: StopReasonRow }) {
  const t = useTranslations('tasks.reasons');
  if (row.previous === null || row.change === null)
    return (
      <span className="text-faint" title={t('unknownTitle')}>
        {t('unknown')}
      </span>
    );
  const worse = row.abnormal && row.change > 0;
  const text =
    row.count === 0
      ? t('gone', { n: row.previous })
      : row.previous === 0
        ? t('new')
        : row.change === 0
          ? t('same')
          : row.change > 0
            ? t('more', { n: row.change })
            : t('fewer', { n: -row.change });
  return <span className={worse ? 'text-critical' : 'text-muted'}>{text}</span>;
}

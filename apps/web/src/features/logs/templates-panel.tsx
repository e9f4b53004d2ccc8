'use client';
import type { TemplateAnswer, TemplateItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Sparkline } from '@/components/charts/sparkline';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { duration } from '@/lib/format/time';
import { integer } from '@/lib/format/value';
import { CompareMenu } from './compare-menu';
import { LEVEL_LOOK } from './level-look';
import { literalPart } from './model/literal-part';
import type { LogFilters } from './use-log-filters';

/** The kinds of lines, the most frequent first, or what a revision writes that the one before did not. */
export function TemplatesPanel({
  answer,
  filters,
  onFilter,
}: {
  answer: TemplateAnswer;
  filters: LogFilters;
  onFilter: (next: Partial<LogFilters>) => void;
}) {
  const t = useTranslations('logs.templates');
  const locale = useLocale();
  const compared = filters.revision !== null;
  const columns = useColumns(compared, onFilter);
  const hint = compared
    ? t('compared', { revision: filters.revision ?? 0, against: filters.against ?? t('others') })
    : t('hint', { step: duration(answer.step, locale) });
  return (
    <Panel
      title={t('title')}
      hint={hint}
      actions={<CompareMenu answer={answer} filters={filters} onFilter={onFilter} />}
      flush
    >
      {answer.items.length === 0 ? (
        <Empty title={t(answer.readFrom === null ? 'never' : 'empty')} height={96} />
      ) : (
        <>
          <DataTable
            caption={t('title')}
            columns={columns}
            rows={answer.items.slice(0, 20)}
            rowId={(row) => `${row.groupId} ${row.id}`}
          />
          <p className="px-3.5 pt-2 text-small text-muted">
            {t('shown', {
              shown: Math.min(20, answer.items.length),
              total: answer.total,
              lines: integer(answer.lines),
            })}
          </p>
        </>
      )}
    </Panel>
  );
}

function useColumns(
  compared: boolean,
  onFilter: (next: Partial<LogFilters>) => void,
): Column<TemplateItem>[] {
  const t = useTranslations('logs.templates');
  return useMemo(() => {
    const change: Column<TemplateItem>[] = compared
      ? [
          {
            id: 'change',
            header: t('change'),
            width: '96px',
            cell: (row) => (
              <span
                className={
                  row.change === 'new' || row.change === 'more' ? 'font-semibold text-warning' : 'text-muted'
                }
              >
                {t(`changes.${row.change ?? 'unknown'}`)}
              </span>
            ),
          },
        ]
      : [];
    return [
      ...change,
      {
        id: 'level',
        header: t('level'),
        width: '64px',
        cell: (row) => <span className={`uppercase ${LEVEL_LOOK[row.level]}`}>{row.level}</span>,
      },
      {
        id: 'text',
        header: t('text'),
        cell: (row) => (
          <button
            type="button"
            className="block w-full py-0.5 text-left hover:underline"
            title={t('search')}
            onClick={() => onFilter({ q: literalPart(row.text), level: [row.level] })}
          >
            <code className="font-mono text-small [overflow-wrap:anywhere]">{row.text}</code>
            <span className="block text-small text-muted">
              {row.groupName} · {t('since')} <Time at={row.firstSeen} />
            </span>
          </button>
        ),
      },
      {
        id: 'trend',
        header: t('trend'),
        width: '112px',
        wide: true,
        cell: (row) => <Sparkline values={row.perBucket} colour={row.level === 'error' ? 'critical' : 1} />,
      },
      {
        id: 'count',
        header: t('count'),
        align: 'right',
        cell: (row) => <b className="font-semibold">{integer(row.counts?.revision ?? row.count)}</b>,
      },
      {
        id: 'before',
        header: compared ? t('against') : t('before'),
        align: 'right',
        wide: true,
        cell: (row) =>
          row.counts ? integer(row.counts.against) : row.before === null ? t('notRead') : integer(row.before),
      },
    ];
  }, [t, compared, onFilter]);
}

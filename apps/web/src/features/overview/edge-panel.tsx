'use client';
import type { EdgeRow, Overview, Unit } from '@danji/shared';
import { UNITS } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Sparkline } from '@/components/charts';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Fact } from '@/components/ui/fact';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Empty } from '@/components/ui/states';
import { STATUS_TEXT } from '@/components/ui/status';
import { formatValue } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';

function unitOf(text: string): Unit {
  return UNITS.find((unit) => unit === text) ?? 'none';
}

interface Ranked extends EdgeRow {
  position: number;
}

/** What will hit its limit first, by time or share left. */
export function EdgePanel({ overview }: { overview: Overview }) {
  const t = useTranslations('overview.edge');
  const l = useLocalised();
  const rows = useMemo(
    () => overview.edge.map((row, i): Ranked => ({ ...row, position: i + 1 })),
    [overview.edge],
  );
  const columns = useMemo(
    (): Column<Ranked>[] => [
      {
        id: 'resource',
        header: t('resource'),
        cell: (row) => (
          <Fact of={{ k: 'rank', what: 'edge', position: row.position, id: row.resourceId }} value={row.name}>
            <ResourceLink kind={row.resourceKind} id={row.resourceId}>
              {row.name}
            </ResourceLink>
          </Fact>
        ),
      },
      { id: 'what', header: t('what'), cell: (row) => <span className="text-muted">{l(row.what)}</span> },
      {
        id: 'spark',
        header: t('trend'),
        wide: true,
        cell: (row) => (
          <Sparkline
            values={row.spark.values}
            {...(row.unit === 'percent' ? { top: 100 } : {})}
            colour={row.status === 'critical' ? 'critical' : 1}
          />
        ),
      },
      { id: 'now', header: t('now'), align: 'right', cell: (row) => <Now row={row} at={overview.at} /> },
      {
        id: 'left',
        header: <span className="sr-only">{t('left')}</span>,
        align: 'right',
        cell: (row) => <span className={STATUS_TEXT[row.status]}>{l(row.left)}</span>,
      },
    ],
    [t, l, overview.at],
  );
  return (
    <Panel title={t('title')} hint={t('hint')} flush>
      {rows.length === 0 ? (
        <Empty title={t('empty')} height={180} />
      ) : (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={rows}
          rowId={(row) => `${row.resourceId}${row.position}`}
        />
      )}
    </Panel>
  );
}

function Now({ row, at }: { row: EdgeRow; at: string }) {
  const t = useTranslations('overview.edge');
  const unit = unitOf(row.unit);
  const text = formatValue(row.now, unit);
  const figure = (
    <Fact
      of={{
        k: 'metric',
        resource: row.resourceId,
        metric: row.metric,
        stat: row.stat,
        fn: 'latest',
        from: row.spark.from,
        to: at,
        step: row.spark.step,
        unit: row.unit,
      }}
      value={row.now}
    >
      {text}
    </Fact>
  );
  return row.limit === null || unit === 'percent' ? (
    figure
  ) : (
    <span className="whitespace-nowrap">
      {t.rich('of', { now: () => figure, limit: formatValue(row.limit, unit) })}
    </span>
  );
}

'use client';
import type { FlowAnswer } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { duration } from '@/lib/format/time';
import { integer } from '@/lib/format/value';
import { dwellSpread } from '../model/dwell-spread';
import { Before } from './before';
import { PHASE_COLOUR } from '../phase-colour';

type DwellRow = FlowAnswer['dwell'][number];

/** How long tasks stay in each phase: where starting and stopping loses its time. */
export function DwellPanel({ dwell, previousKnown }: { dwell: FlowAnswer['dwell']; previousKnown: boolean }) {
  const t = useTranslations('tasks');
  const locale = useLocale();
  const nowrap = (text: string): ReactNode => <span className="whitespace-nowrap">{text}</span>;
  const time = (seconds: number | null): string => (seconds === null ? '–' : duration(seconds, locale));
  const columns: Column<DwellRow>[] = [
    {
      id: 'phase',
      header: t('dwell.phase'),
      cell: (row) => (
        <span className="flex items-center gap-2" title={t(`phaseMeaning.${row.phase}`)}>
          <span
            aria-hidden
            className="size-2.5 rounded-[3px]"
            style={{ background: PHASE_COLOUR[row.phase] }}
          />
          <span>{t(`phase.${row.phase}`)}</span>
          <span className="text-small text-faint max-rail:hidden">{t(`phaseMeaning.${row.phase}`)}</span>
        </span>
      ),
    },
    { id: 'count', header: t('dwell.count'), align: 'right', wide: true, cell: (row) => integer(row.count) },
    {
      id: 'spread',
      header: <span title={t('dwell.spreadHint')}>{t('dwell.spread')}</span>,
      wide: true,
      width: '34%',
      cell: (row) => <Spread row={row} />,
    },
    { id: 'p50', header: 'p50', align: 'right', cell: (row) => nowrap(time(row.p50)) },
    { id: 'p90', header: 'p90', align: 'right', cell: (row) => nowrap(time(row.p90)) },
    { id: 'p99', header: 'p99', align: 'right', cell: (row) => nowrap(time(row.p99)) },
    {
      id: 'before',
      header: <span title={t('dwell.beforeHint')}>{t('dwell.before')}</span>,
      align: 'right',
      wide: true,
      cell: (row) => <Before row={row} known={previousKnown} />,
    },
  ];
  return (
    <Panel title={t('dwell.title')} hint={t('dwell.hint')} flush>
      {dwell.length === 0 ? (
        <Empty title={t('dwell.empty')} height={120} />
      ) : (
        <DataTable caption={t('dwell.caption')} columns={columns} rows={dwell} rowId={(row) => row.phase} />
      )}
    </Panel>
  );
}

/** Half of the tasks left of the tick, 90 of 100 within the bar, 99 within the line. */
function Spread({ row }: { row: DwellRow }) {
  const spread = dwellSpread(row);
  if (!spread) return null;
  const colour = PHASE_COLOUR[row.phase];
  return (
    <span className="relative block h-3" aria-hidden>
      <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
      <span
        className="absolute top-1/2 h-0.5 -translate-y-1/2"
        style={{ left: `${spread.p90}%`, width: `${spread.p99 - spread.p90}%`, background: colour }}
      />
      <span
        className="absolute inset-y-0.5 rounded-[2px]"
        style={{
          left: `${spread.p50}%`,
          width: `max(3px, ${spread.p90 - spread.p50}%)`,
          background: colour,
        }}
      />
    </span>
  );
}

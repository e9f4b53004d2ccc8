'use client';
import type { FlowAnswer } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useWidth } from '@/components/charts/use-size';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { clock, weekday } from '@/lib/format/time';
import { integer } from '@/lib/format/value';
import { useRange, useZone } from '@/lib/url/view';
import { localDate, stopGrid, type StopHour } from '../model/stop-grid';
import { StopHeat } from './stop-heat';

/** Narrower, 24 columns could not be told apart or touched: the worst hours are listed instead. */
const LEAST_WIDTH = 820;
const WORST = 8;

/** When tasks stop, by the hours of the viewer: a click shows that hour alone. */
export function StopHoursPanel({ answer }: { answer: FlowAnswer }) {
  const t = useTranslations('tasks.hours');
  const { setRange } = useRange();
  const [ref, width] = useWidth<HTMLDivElement>();
  const rows = useMemo(() => stopGrid(answer, (at) => localDate(at, answer.tz)), [answer]);
  const choose = ({ from, to }: { from: string | null; to: string | null }): void => {
    if (from !== null && to !== null) setRange({ from, to });
  };
  return (
    <Panel title={t('title')} hint={t('hint', { zone: answer.tz })} flush>
      <div ref={ref}>
        {answer.stopHours.length === 0 ? (
          <Empty title={t('empty')} height={120} />
        ) : width > 0 && width < LEAST_WIDTH ? (
          <WorstHours hours={answer.stopHours} onChoose={choose} />
        ) : (
          <StopHeat rows={rows} onChoose={choose} />
        )}
      </div>
    </Panel>
  );
}

function WorstHours({ hours, onChoose }: { hours: readonly StopHour[]; onChoose: (hour: StopHour) => void }) {
  const t = useTranslations('tasks.hours');
  const locale = useLocale();
  const { zone } = useZone();
  const worst = [...hours].sort((a, b) => b.abnormal - a.abnormal || b.stops - a.stops).slice(0, WORST);
  const columns: Column<StopHour>[] = [
    {
      id: 'hour',
      header: t('hour'),
      cell: (row) => {
        const at = Date.parse(row.from);
        return (
          <button
            type="button"
            className="min-h-6 text-left underline-offset-2 hover:underline"
            onClick={() => onChoose(row)}
          >
            {`${weekday(at, zone, locale)} ${clock(at, zone)}`}
          </button>
        );
      },
    },
    { id: 'stops', header: t('stops'), align: 'right', cell: (row) => integer(row.stops) },
    {
      id: 'abnormal',
      header: t('abnormal'),
      align: 'right',
      cell: (row) => (
        <span className={row.abnormal > 0 ? 'font-semibold text-critical' : 'text-faint'}>
          {integer(row.abnormal)}
        </span>
      ),
    },
  ];
  return <DataTable caption={t('worst')} columns={columns} rows={worst} rowId={(row) => row.from} />;
}

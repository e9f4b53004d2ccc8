'use client';
import type { FlowAnswer } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty } from '@/components/ui/states';
import { duration } from '@/lib/format/time';
import { integer } from '@/lib/format/value';
import { startupShares } from '../model/startup-shares';
import { PHASE_COLOUR } from '../phase-colour';
import { Before } from './before';

type Row = FlowAnswer['startup'][number];
const COLOUR: Record<Row['part'], string> = {
  provision: PHASE_COLOUR.provision,
  pull: PHASE_COLOUR.pull,
  start: PHASE_COLOUR.start,
  total: 'var(--control)',
  healthy: PHASE_COLOUR.run,
};

/** What a start is made of: where it loses its time, beside the time before. */
export function StartupPanel({
  startup,
  previousKnown,
}: {
  startup: readonly Row[];
  previousKnown: boolean;
}) {
  const t = useTranslations('tasks');
  const locale = useLocale();
  const time = (seconds: number | null): string => (seconds === null ? '–' : duration(seconds, locale));
  const columns: Column<Row>[] = [
    {
      id: 'part',
      header: t('startup.part'),
      cell: (row) => (
        <span className="flex items-center gap-2" title={t(`startup.meaning.${row.part}`)}>
          <span aria-hidden className="size-2.5 rounded-[3px]" style={{ background: COLOUR[row.part] }} />
          <span className={row.part === 'total' ? 'font-semibold' : undefined}>
            {t(`startup.parts.${row.part}`)}
          </span>
        </span>
      ),
    },
    { id: 'count', header: t('dwell.count'), align: 'right', wide: true, cell: (row) => integer(row.count) },
    { id: 'p50', header: 'p50', align: 'right', cell: (row) => time(row.p50) },
    { id: 'p90', header: 'p90', align: 'right', cell: (row) => time(row.p90) },
    {
      id: 'before',
      header: <span title={t('dwell.beforeHint')}>{t('dwell.before')}</span>,
      align: 'right',
      wide: true,
      cell: (row) => <Before row={row} known={previousKnown} />,
    },
  ];
  return (
    <Panel title={t('startup.title')} hint={t('startup.hint')} flush>
      {startup.length === 0 ? (
        <Empty title={t('startup.empty')} height={120} />
      ) : (
        <>
          <Split startup={startup} />
          <DataTable
            caption={t('startup.caption')}
            columns={columns}
            rows={startup}
            rowId={(row) => row.part}
          />
          <p className="px-3.5 py-2 text-small text-muted">{t('startup.healthy')}</p>
        </>
      )}
    </Panel>
  );
}

/** The median parts as one bar; the table below says the same. */
function Split({ startup }: { startup: readonly Row[] }) {
  const shares = startupShares(startup);
  if (shares.length === 0) return null;
  return (
    <span aria-hidden className="mx-3.5 mb-2 flex h-3 gap-px">
      {shares.map(({ part, percent }) => (
        <span
          key={part}
          className="h-3 rounded-[2px]"
          style={{ width: `${percent}%`, minWidth: 2, background: COLOUR[part] }}
        />
      ))}
    </span>
  );
}

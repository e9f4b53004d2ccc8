'use client';
import type { Recommendation } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Sparkline } from '@/components/charts';
import type { Column } from '@/components/ui/data-table';
import { NameCell, ReadingText, WhyCell } from '@/features/fleet';
import { EngineText } from './engine-text';
import { FullText } from './full-text';
import type { DatabaseRow } from './model/database-row';
import { daysToFull } from './model/days-to-full';

/** Columns of the list of databases; on the phone name, free storage with its forecast, and the reason remain. */
export function useDatabaseColumns(advice: readonly Recommendation[]): Column<DatabaseRow>[] {
  const t = useTranslations('rds.table');
  return useMemo(
    () => [
      { id: 'name', header: t('name'), cell: (row) => <NameCell kind="rds_instance" row={row} /> },
      {
        id: 'engine',
        header: t('engine'),
        wide: true,
        cell: (row) =>
          row.details ? (
            <EngineText
              engine={row.details.engine}
              version={row.details.engineVersion}
              lifecycle={row.details.lifecycle}
            />
          ) : (
            '–'
          ),
      },
      {
        id: 'class',
        header: t('class'),
        wide: true,
        cell: (row) => <span className="whitespace-nowrap">{row.details?.instanceClass ?? '–'}</span>,
      },
      {
        id: 'cpu',
        header: t('cpu'),
        wide: true,
        width: '108px',
        cell: (row) => <Sparkline values={row.cpuValues} top={100} />,
      },
      {
        id: 'cpuMax',
        header: t('max'),
        align: 'right',
        wide: true,
        cell: (row) => <ReadingText reading={row.cpuMax} className="font-semibold whitespace-nowrap" />,
      },
      { id: 'storage', header: t('storage'), cell: (row) => <Storage row={row} advice={advice} /> },
      { id: 'connections', header: t('connections'), wide: true, cell: (row) => <Connections row={row} /> },
      {
        id: 'availability',
        header: t('availability'),
        wide: true,
        cell: (row) => <Availability row={row} />,
      },
      { id: 'why', header: t('reason'), wide: true, cell: (row) => <WhyCell row={row} usual="available" /> },
    ],
    [t, advice],
  );
}

/** Free space, its share as a bar, and when it ends where a forecast says so. */
function Storage({ row, advice }: { row: DatabaseRow; advice: readonly Recommendation[] }) {
  const t = useTranslations('rds.table');
  const forecast = daysToFull(advice, row.id);
  const share = row.freeShare;
  if (row.details?.engine.startsWith('aurora'))
    return <span className="text-muted">{t('growsByItself')}</span>;
  const filling =
    row.status === 'critical' && row.item.reasons.some((reason) => reason.code.startsWith('storage_'));
  return (
    <span className="block min-w-32">
      <span className="whitespace-nowrap">
        <ReadingText reading={row.freeStorage} className="font-semibold" />{' '}
        {row.details ? (
          <span className="text-small text-muted">
            {t('of', { total: `${row.details.allocatedGiB} GiB` })}
          </span>
        ) : null}
      </span>
      {share === null ? null : (
        <span className="mt-0.5 block h-1 rounded-full bg-sunken" aria-hidden>
          <span
            className={`block h-1 rounded-full ${forecast || filling ? 'bg-critical' : 'bg-control'}`}
            style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }}
          />
        </span>
      )}
      {forecast ? (
        <span className="block text-small">
          <FullText forecast={forecast} />
        </span>
      ) : null}
    </span>
  );
}

function Connections({ row }: { row: DatabaseRow }) {
  const t = useTranslations('rds.table');
  const max = row.details?.maxConnections ?? null;
  const high = row.connectionShare !== null && row.connectionShare >= 0.8;
  return (
    <span className="whitespace-nowrap">
      <ReadingText
        reading={row.connections}
        className={high ? 'font-semibold text-warning' : 'font-semibold'}
      />{' '}
      {max === null ? null : <span className="text-small text-muted">{t('ofMax', { max })}</span>}
    </span>
  );
}

function Availability({ row }: { row: DatabaseRow }) {
  const t = useTranslations('rds.table');
  if (!row.details) return <>–</>;
  const { replicaOf, multiAz, cluster } = row.details;
  return (
    <span className="block whitespace-nowrap text-muted">
      {t(multiAz ? 'multiAz' : 'singleAz')}
      {cluster ? <span className="block text-small">{t('memberOf', { cluster: cluster.id })}</span> : null}
      {replicaOf ? (
        <span className="block text-small">
          {t('replicaOf', { source: replicaOf })}
          {row.replicaLag ? (
            <>
              , {t('lagShort')} <ReadingText reading={row.replicaLag} />
            </>
          ) : null}
        </span>
      ) : null}
    </span>
  );
}

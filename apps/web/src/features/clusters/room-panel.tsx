'use client';
import type { CapacityAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Badge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import type { ApiQuery } from '@/lib/api/hooks';
import { mib, vcpu } from '@/lib/format/value';
import { HostName } from './capacity-panel';

type Service = CapacityAnswer['services'][number];

/** Per service: how it is scheduled, how many more of its tasks fit, and which hosts a DAEMON covers. */
export function RoomPanel({ query }: { query: ApiQuery<CapacityAnswer> }) {
  const t = useTranslations('clusters.room');
  return (
    <Panel title={t('title')} hint={t('hint')} flush>
      <Await query={query} height={240}>
        {(capacity) =>
          capacity.services.length === 0 ? (
            <Empty title={t('empty')} height={120} />
          ) : (
            <RoomTable capacity={capacity} />
          )
        }
      </Await>
    </Panel>
  );
}

function RoomTable({ capacity }: { capacity: CapacityAnswer }) {
  const t = useTranslations('clusters.room');
  const columns = useMemo(
    (): Column<Service>[] => [
      {
        id: 'service',
        header: t('service'),
        cell: (row) => (
          <ResourceLink kind="ecs_service" id={row.id}>
            {row.name}
          </ResourceLink>
        ),
      },
      {
        id: 'scheduling',
        header: t('scheduling'),
        cell: (row) => (
          <span className="flex flex-wrap gap-1">
            <Badge>{row.schedulingStrategy}</Badge>
            {row.launchType ? <Badge>{row.launchType}</Badge> : null}
          </span>
        ),
      },
      {
        id: 'size',
        header: t('size'),
        wide: true,
        cell: (row) => (
          <span className="text-muted">
            {vcpu(row.cpu)}, {mib(row.memory)}
            {row.networkMode ? `, ${row.networkMode}` : ''}
            {[...row.placement, ...row.constraints].map((words) => (
              <span key={words} className="block font-mono text-small [overflow-wrap:anywhere]">
                {words}
              </span>
            ))}
          </span>
        ),
      },
      {
        id: 'room',
        header: t('room'),
        width: '36%',
        cell: (row) => (row.daemon ? <Coverage row={row} capacity={capacity} /> : <More row={row} />),
      },
    ],
    [t, capacity],
  );
  return (
    <DataTable caption={t('title')} columns={columns} rows={capacity.services} rowId={(row) => row.id} />
  );
}

function More({ row }: { row: Service }) {
  const t = useTranslations('clusters.room');
  if (row.more === null) {
    return <span className="text-muted">{t(row.launchType === 'FARGATE' ? 'fargate' : 'unknown')}</span>;
  }
  return (
    <span data-more={row.id} data-value={row.more}>
      <b className={`font-semibold ${row.more === 0 ? 'text-warning' : ''}`}>
        {t(row.exact ? 'more' : 'moreAtMost', { count: row.more })}
      </b>
      {row.limitedBy ? (
        <span className="block text-small text-muted">{t(`limit.${row.limitedBy}`)}</span>
      ) : null}
    </span>
  );
}

function Coverage({ row, capacity }: { row: Service; capacity: CapacityAnswer }) {
  const t = useTranslations('clusters.room');
  const daemon = row.daemon;
  if (!daemon) return null;
  const short = daemon.covered < daemon.hosts;
  return (
    <span data-daemon={row.id} data-value={`${daemon.covered} ${daemon.hosts}`}>
      <span className={short ? 'font-semibold text-warning' : 'font-semibold'}>
        {t('covers', { covered: daemon.covered, hosts: daemon.hosts })}
      </span>
      {short ? (
        <span className="block text-small text-muted">
          {t('missing')}{' '}
          {daemon.missing.slice(0, 5).map((id) => (
            <span key={id} className="mr-1.5">
              <HostName host={capacity.hosts.find((host) => host.id === id)} />
            </span>
          ))}
        </span>
      ) : null}
    </span>
  );
}

'use client';
import { LoadBalancerAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Column } from '@/components/ui/data-table';
import { Figure } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useAsOf } from '@/components/ui/as-of';
import { FLEET_ROWS, FleetListPage, NameCell, WhyCell, type FleetRow } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useResources } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { CanaryLines } from './canary-line';
import { GroupsTable } from './groups-table';
import { listenerName } from './model/rules';

const NONE: readonly ResourceItem[] = [];
type Group = NonNullable<LoadBalancerAttributes['targetGroups']>[number];

interface BalancerRow extends FleetRow {
  details: LoadBalancerAttributes | null;
}

/** Do requests reach their services, and which load balancers serve nobody? */
export function BalancersPage() {
  const { at } = useAsOf();
  const query = useResources({ kind: 'load_balancer', limit: FLEET_ROWS, sort: '-status', at });
  const items = query.data?.items ?? NONE;
  const rows = useMemo(
    () =>
      items.map((item): BalancerRow => {
        const { id, name, state, status } = item;
        return { id, name, state, status, item, details: attributesOf(LoadBalancerAttributes, item) };
      }),
    [items],
  );
  const columns = useColumns();
  return (
    <FleetListPage
      fleet="loadBalancing"
      query={query}
      rows={rows}
      columns={columns}
      height={280}
      figures={<IdleFigure rows={rows} />}
    >
      <GroupsPanel />
      <CanariesPanel />
    </FleetListPage>
  );
}

/** How many have no target behind them: each costs its hourly price all the same. */
function IdleFigure({ rows }: { rows: readonly BalancerRow[] }) {
  const t = useTranslations('loadBalancing.figures');
  const idle = rows.filter(({ item }) => item.reasons.some(({ code }) => code === 'balancer_idle')).length;
  return idle === 0 ? null : <Figure value={integer(idle)} label={t('idle')} />;
}

function useColumns(): Column<BalancerRow>[] {
  const t = useTranslations('loadBalancing.table');
  return useMemo(
    () => [
      { id: 'name', header: t('name'), cell: (row) => <NameCell kind="load_balancer" row={row} /> },
      {
        id: 'type',
        header: t('type'),
        wide: true,
        cell: (row) => [row.details?.type, row.details?.scheme].filter(Boolean).join(', ') || '–',
      },
      {
        id: 'listeners',
        header: t('listeners'),
        wide: true,
        cell: (row) => row.details?.listeners?.map(listenerName).join(', ') ?? t('unknown'),
      },
      {
        id: 'targets',
        header: t('targets'),
        align: 'right',
        cell: (row) => <Targets details={row.details} />,
      },
      { id: 'why', header: t('why'), wide: true, cell: (row) => <WhyCell row={row} usual="active" /> },
    ],
    [t],
  );
}

/** Healthy targets over all groups behind it; an idle one is called so. */
function Targets({ details }: { details: LoadBalancerAttributes | null }) {
  const t = useTranslations('loadBalancing.table');
  const groups = details?.targetGroups ?? null;
  if (groups === null || groups.every(({ registered }) => registered === null))
    return <span className="text-muted">{t('unknown')}</span>;
  const sum = (of: (group: Group) => number | null): number =>
    groups.reduce((total, group) => total + (of(group) ?? 0), 0);
  const total = sum(({ registered }) => registered);
  if (total === 0) return <span className="text-muted">{t('idle')}</span>;
  return t('healthyOf', { healthy: sum(({ healthy }) => healthy), total });
}

function GroupsPanel() {
  const t = useTranslations('loadBalancing.groups');
  const query = useResources({ kind: 'target_group', limit: FLEET_ROWS, sort: '-status' });
  return (
    <Panel title={t('title')} hint={t('hint')} flush>
      <Await query={query} height={200}>
        {({ items }) =>
          items.length === 0 ? <Empty title={t('none')} height={100} /> : <GroupsTable items={items} />
        }
      </Await>
    </Panel>
  );
}

function CanariesPanel() {
  const t = useTranslations('loadBalancing.canary');
  const query = useResources({ kind: 'canary', limit: 50, sort: '-status' });
  return (
    <Panel title={t('title')} hint={t('listHint')}>
      <Await query={query} height={80}>
        {({ items }) => <CanaryLines items={items} none={t('noneAnywhere')} />}
      </Await>
    </Panel>
  );
}

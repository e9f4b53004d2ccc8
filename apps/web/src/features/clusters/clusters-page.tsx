'use client';
// The page answers: where do things run, and does each cluster have room?
import { ClusterAttributes, severityOf, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EnvironmentBadge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Fact } from '@/components/ui/fact';
import { Meter } from '@/components/ui/meter';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import { StatusMark } from '@/components/ui/status';
import { attributesOf } from '@/lib/api/attributes';
import { useResources } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';

const MOST = 500;

export function ClustersPage() {
  const t = useTranslations('clusters');
  const clusters = useResources({ kind: 'ecs_cluster', limit: MOST, sort: '-status' });
  return (
    <div className="flex flex-col gap-3.5">
      <Await query={clusters} height="page">
        {({ items }) => (
          <div className="flex flex-col gap-3.5">
            <PageHead title={t('title')} sentence={<Sentence clusters={items} />} />
            {items.length === 0 ? (
              <Panel title={t('title')}>
                <Empty title={t('empty')} height={160}>
                  {t('emptyHint')}
                </Empty>
              </Panel>
            ) : (
              <Panel title={t('list')} flush>
                <ClusterTable clusters={items} />
              </Panel>
            )}
          </div>
        )}
      </Await>
    </div>
  );
}

function Sentence({ clusters }: { clusters: readonly ResourceItem[] }) {
  const t = useTranslations('clusters');
  const all = clusters.map((item) => attributesOf(ClusterAttributes, item));
  const sum = (pick: (a: ClusterAttributes) => number): number =>
    all.reduce((n, a) => n + (a ? pick(a) : 0), 0);
  const troubled = clusters.filter((item) => severityOf(item.status) >= severityOf('warning'));
  return (
    <>
      {t('sentence', {
        clusters: clusters.length,
        services: sum((a) => a.activeServices),
        tasks: sum((a) => a.runningTasks),
      })}{' '}
      {troubled.length > 0
        ? t('troubled', {
            count: troubled.length,
            names: troubled
              .map((item) => item.name)
              .slice(0, 3)
              .join(', '),
          })
        : t('calm')}
    </>
  );
}

function ClusterTable({ clusters }: { clusters: readonly ResourceItem[] }) {
  const t = useTranslations('clusters.table');
  const l = useLocalised();
  const columns = useMemo((): Column<ResourceItem>[] => {
    const of = (item: ResourceItem): ClusterAttributes | null => attributesOf(ClusterAttributes, item);
    return [
      {
        id: 'name',
        header: t('cluster'),
        cell: (item) => (
          <span className="flex min-w-0 items-center gap-2">
            <StatusMark status={item.status} quiet />
            <ResourceLink kind={item.kind} id={item.id}>
              {item.name}
            </ResourceLink>
            <EnvironmentBadge environment={item.environment} />
          </span>
        ),
      },
      {
        id: 'place',
        header: t('place'),
        wide: true,
        cell: (item) => (
          <span className="text-muted">
            {item.accountAlias ?? item.accountId} / {item.region}
          </span>
        ),
      },
      {
        id: 'launch',
        header: t('launch'),
        wide: true,
        cell: (item) => of(item)?.launchTypes.join(', ') || '–',
      },
      {
        id: 'services',
        header: t('services'),
        align: 'right',
        cell: (item) => integer(of(item)?.activeServices),
      },
      { id: 'tasks', header: t('tasks'), align: 'right', cell: (item) => <Tasks item={item} /> },
      { id: 'cpu', header: t('cpu'), wide: true, cell: (item) => <Reserved item={item} what="cpu" /> },
      {
        id: 'memory',
        header: t('memory'),
        wide: true,
        cell: (item) => <Reserved item={item} what="memory" />,
      },
      {
        id: 'reason',
        header: t('reason'),
        wide: true,
        cell: (item) => (
          <span className="text-muted">{l(item.reasons[0]?.text) || item.reasons[0]?.message || ''}</span>
        ),
      },
    ];
  }, [t, l]);
  return <DataTable caption={t('caption')} columns={columns} rows={clusters} rowId={(item) => item.id} />;
}

function Tasks({ item }: { item: ResourceItem }) {
  const t = useTranslations('clusters.table');
  const attributes = attributesOf(ClusterAttributes, item);
  if (!attributes) return <>–</>;
  return (
    <span className="whitespace-nowrap">
      <Fact
        of={{ k: 'count', what: 'tasks', filter: { cluster: item.id, state: 'RUNNING' } }}
        value={attributes.runningTasks}
      >
        {integer(attributes.runningTasks)}
      </Fact>
      {attributes.pendingTasks > 0 ? (
        <span className="text-muted"> {t('pending', { count: attributes.pendingTasks })}</span>
      ) : null}
    </span>
  );
}

const TIGHT = 0.9;

function Reserved({ item, what }: { item: ResourceItem; what: 'cpu' | 'memory' }) {
  const t = useTranslations('clusters.table');
  const attributes = attributesOf(ClusterAttributes, item);
  const registered = attributes?.registered?.[what] ?? null;
  const remaining = attributes?.remaining?.[what] ?? null;
  if (registered === null || remaining === null || registered === 0)
    return <span className="text-faint">{t('noHosts')}</span>;
  const share = 1 - remaining / registered;
  const percent = Math.round(share * 100);
  return (
    <span className="flex items-center gap-2">
      <Meter
        part={share}
        tone={share >= TIGHT ? 'warning' : 'plain'}
        label={t('reservedShare', { percent })}
        className="w-20"
      />
      <span>{percent} %</span>
    </span>
  );
}

'use client';
import { ContainerInstanceAttributes, type List, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Meter } from '@/components/ui/meter';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import { StatusIcon, StatusMark } from '@/components/ui/status';
import { attributesOf } from '@/lib/api/attributes';
import type { ApiQuery } from '@/lib/api/hooks';

/** The hosts: agent, zone, what is reserved of each, how many tasks. */
export function InstancesPanel({ query }: { query: ApiQuery<List<ResourceItem>> }) {
  const t = useTranslations('clusters.instances');
  const columns = useColumns();
  return (
    <Panel title={t('title')} flush>
      <Await query={query} height={280}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('empty')} height={160} />
          ) : (
            <DataTable caption={t('title')} columns={columns} rows={items} rowId={(item) => item.id} />
          )
        }
      </Await>
    </Panel>
  );
}

function useColumns(): Column<ResourceItem>[] {
  const t = useTranslations('clusters.instances');
  return useMemo(() => {
    const of = (item: ResourceItem): ContainerInstanceAttributes | null =>
      attributesOf(ContainerInstanceAttributes, item);
    return [
      {
        id: 'host',
        header: t('host'),
        cell: (item) => {
          const a = of(item);
          return (
            <span className="flex items-center gap-2">
              <StatusMark status={item.status} quiet />
              {a?.ec2ResourceId ? (
                <ResourceLink kind="ec2_instance" id={a.ec2ResourceId}>
                  <span className="font-mono text-small">{a.ec2InstanceId}</span>
                </ResourceLink>
              ) : (
                <span className="font-mono text-small">{a?.ec2InstanceId ?? item.name}</span>
              )}
            </span>
          );
        },
      },
      { id: 'state', header: t('state'), cell: (item) => item.state },
      {
        id: 'agent',
        header: t('agent'),
        wide: true,
        cell: (item) =>
          of(item)?.agentConnected === false ? (
            <span className="inline-flex items-center gap-1.5 text-warning">
              <StatusIcon status="warning" />
              {t('disconnected')}
            </span>
          ) : (
            <span className="text-muted">{of(item)?.agentVersion ?? '–'}</span>
          ),
      },
      { id: 'zone', header: t('zone'), wide: true, cell: (item) => of(item)?.availabilityZone ?? '–' },
      {
        id: 'provider',
        header: t('provider'),
        wide: true,
        cell: (item) => <span className="text-muted">{of(item)?.capacityProvider ?? '–'}</span>,
      },
      { id: 'tasks', header: t('tasks'), align: 'right', cell: (item) => of(item)?.runningTasks ?? '–' },
      { id: 'cpu', header: t('cpu'), cell: (item) => <Share attributes={of(item)} what="cpu" /> },
      {
        id: 'memory',
        header: t('memory'),
        wide: true,
        cell: (item) => <Share attributes={of(item)} what="memory" />,
      },
    ];
  }, [t]);
}

function Share({
  attributes,
  what,
}: {
  attributes: ContainerInstanceAttributes | null;
  what: 'cpu' | 'memory';
}) {
  const t = useTranslations('clusters.instances');
  const registered = attributes?.registered[what] ?? null;
  const remaining = attributes?.remaining[what] ?? null;
  if (registered === null || remaining === null || registered === 0) return <>–</>;
  const percent = Math.round((1 - remaining / registered) * 100);
  return (
    <span className="flex items-center gap-2">
      <Meter part={percent / 100} label={t('reserved', { percent })} className="w-20" />
      <span>{percent} %</span>
    </span>
  );
}

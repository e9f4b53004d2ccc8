'use client';
import { RdsClusterAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { StatusMark } from '@/components/ui/status';
import { attributesOf } from '@/lib/api/attributes';
import { useResources } from '@/lib/api/hooks';
import { Members } from './cluster-members';
import { EngineText } from './engine-text';

/** Clusters with their members; nothing where there are none. */
export function ClustersPanel() {
  const t = useTranslations('rds.clusters');
  const clusters = useResources({ kind: 'rds_cluster', limit: 100, sort: '-status' });
  const columns = useClusterColumns();
  const items = clusters.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('title')} flush>
      <DataTable caption={t('title')} columns={columns} rows={items} rowId={(item) => item.id} />
    </Panel>
  );
}

function useClusterColumns(): Column<ResourceItem>[] {
  const t = useTranslations('rds.clusters');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('name'),
        cell: (item) => (
          <ResourceLink kind="rds_cluster" id={item.id}>
            {item.name}
          </ResourceLink>
        ),
      },
      {
        id: 'engine',
        header: t('engine'),
        wide: true,
        cell: (item) => {
          const details = attributesOf(RdsClusterAttributes, item);
          return details ? (
            <EngineText
              engine={details.engine}
              version={details.engineVersion}
              lifecycle={details.lifecycle}
            />
          ) : (
            '–'
          );
        },
      },
      {
        id: 'members',
        header: t('members'),
        cell: (item) => <Members members={attributesOf(RdsClusterAttributes, item)?.members ?? []} />,
      },
      {
        id: 'state',
        header: t('state'),
        wide: true,
        cell: (item) => <StatusMark status={item.status} />,
      },
    ],
    [t],
  );
}

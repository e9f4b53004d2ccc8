'use client';
import { TargetGroupAttributes, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { NameCell, WhyCell, type FleetRow } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { countTargets } from './model/targets';
import { ResourceName } from './resource-name';

interface GroupRow extends FleetRow {
  details: TargetGroupAttributes | null;
}

function groupRow(item: ResourceItem): GroupRow {
  const { id, name, state, status } = item;
  return { id, name, state, status, item, details: attributesOf(TargetGroupAttributes, item) };
}

/** Target groups with the service behind each, its health check and how many targets are healthy. */
export function GroupsTable({ items }: { items: readonly ResourceItem[] }) {
  const t = useTranslations('loadBalancing.groups');
  const rows = useMemo(() => items.map(groupRow), [items]);
  const columns = useColumns();
  return <DataTable caption={t('title')} columns={columns} rows={rows} rowId={(row) => row.id} />;
}

function useColumns(): Column<GroupRow>[] {
  const t = useTranslations('loadBalancing.groups');
  return useMemo(
    () => [
      { id: 'name', header: t('group'), cell: (row) => <NameCell kind="target_group" row={row} /> },
      {
        id: 'service',
        header: t('service'),
        wide: true,
        cell: (row) => {
          const id = row.details?.services[0];
          return id ? (
            <ResourceName kind="ecs_service" id={id} />
          ) : (
            <span className="text-muted">{t('nobody')}</span>
          );
        },
      },
      { id: 'check', header: t('check'), wide: true, cell: (row) => <CheckText details={row.details} /> },
      {
        id: 'targets',
        header: t('targets'),
        align: 'right',
        cell: (row) => {
          const counts = countTargets(row.details?.targets ?? null);
          if (counts === null) return <span className="text-muted">{t('unknown')}</span>;
          if (counts.registered === 0) return <span className="text-muted">{t('noTargets')}</span>;
          return t('healthyOf', { healthy: counts.healthy, total: counts.registered });
        },
      },
      { id: 'why', header: t('why'), wide: true, cell: (row) => <WhyCell row={row} usual="active" /> },
    ],
    [t],
  );
}

function CheckText({ details }: { details: TargetGroupAttributes | null }) {
  if (!details) return <>–</>;
  const { protocol, port, path } = details.healthCheck;
  return (
    <span className="font-mono text-small">
      {[protocol, port === 'traffic-port' ? null : `:${port}`, path].filter(Boolean).join(' ')}
    </span>
  );
}

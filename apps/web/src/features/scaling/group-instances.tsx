'use client';
import type { AutoScalingGroupAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Badge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { ResourceLink } from '@/components/ui/resource-link';
import { Empty } from '@/components/ui/states';

type Instance = AutoScalingGroupAttributes['instances'][number];

/** The group's instances: where each is in its life, whether it is healthy, whether a scale-in passes it over. */
export function GroupInstances({ instances }: { instances: readonly Instance[] }) {
  const t = useTranslations('scaling.group');
  const columns = useMemo(
    (): Column<Instance>[] => [
      {
        id: 'instance',
        header: t('instance'),
        cell: (row) =>
          row.resourceId ? (
            <ResourceLink
              kind="ec2_instance"
              id={row.resourceId}
              className="font-mono text-small font-semibold hover:underline"
            >
              {row.instanceId}
            </ResourceLink>
          ) : (
            <span className="font-mono text-small">{row.instanceId}</span>
          ),
      },
      { id: 'type', header: t('type'), wide: true, cell: (row) => row.type ?? '–' },
      { id: 'zone', header: t('zone'), wide: true, cell: (row) => row.zone },
      {
        id: 'state',
        header: t('state'),
        cell: (row) => (
          <>
            {row.state}{' '}
            {row.health === 'Healthy' ? null : <span className="text-critical">{row.health}</span>}
          </>
        ),
      },
      {
        id: 'protected',
        header: t('protection'),
        cell: (row) =>
          row.protected ? <Badge>{t('protected')}</Badge> : <span className="text-muted">{t('open')}</span>,
      },
    ],
    [t],
  );
  if (instances.length === 0) return <Empty title={t('noInstances')} height={120} />;
  return (
    <DataTable caption={t('instances')} columns={columns} rows={instances} rowId={(row) => row.instanceId} />
  );
}

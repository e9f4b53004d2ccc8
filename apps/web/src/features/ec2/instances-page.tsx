'use client';
import type { ResourceItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useAsOf } from '@/components/ui/as-of';
import { FLEET_ROWS, FleetCount, FleetListPage, useListMetrics } from '@/features/fleet';
import { useResources } from '@/lib/api/hooks';
import { useInstanceColumns } from './instance-columns';
import { instanceRows, listQueries } from './model/instance-row';

const NONE: readonly ResourceItem[] = [];

/** Which hosts are hot, idle, unhealthy or lost? */
export function InstancesPage() {
  const t = useTranslations('ec2.figures');
  const locale = useLocale();
  const { at } = useAsOf();
  const instances = useResources({ kind: 'ec2_instance', limit: FLEET_ROWS, sort: '-status', at });
  const hosts = useResources({ kind: 'ecs_container_instance', limit: 500 });
  const items = instances.data?.items ?? NONE;
  const metrics = useListMetrics(useMemo(() => listQueries(items), [items]));
  const rows = useMemo(
    () => instanceRows(items, hosts.data?.items ?? null, metrics.data),
    [items, hosts.data, metrics.data],
  );
  const running = rows.filter((row) => row.state === 'running').length;
  const spot = rows.filter((row) => row.details?.lifecycle === 'spot').length;
  return (
    <FleetListPage
      fleet="ec2"
      query={instances}
      rows={rows}
      columns={useInstanceColumns(locale)}
      height={480}
      figures={
        <>
          <FleetCount fleet="ec2" value={running} label={t('running')} filter={{ state: 'running' }} />
          <FleetCount fleet="ec2" value={spot} label={t('spot')} filter={{ lifecycle: 'spot' }} />
        </>
      }
    />
  );
}

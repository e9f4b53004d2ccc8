'use client';
import type { Recommendation, ResourceItem } from '@danji/shared';
import { useMemo } from 'react';
import { useAsOf } from '@/components/ui/as-of';
import { FLEET_ROWS, FleetListPage, useListMetrics } from '@/features/fleet';
import { useRecommendations, useResources } from '@/lib/api/hooks';
import { ClustersPanel } from './clusters-panel';
import { useDatabaseColumns } from './database-columns';
import { databaseRows, listQueries } from './model/database-row';

const NONE: readonly ResourceItem[] = [];
const NO_ADVICE: readonly Recommendation[] = [];

/** Is a database the bottleneck, and how long until it is? */
export function DatabasesPage() {
  const { at } = useAsOf();
  const databases = useResources({ kind: 'rds_instance', limit: FLEET_ROWS, sort: '-status', at });
  const storage = useRecommendations({ rule: 'rds_storage_full', state: 'open', limit: 100 });
  const items = databases.data?.items ?? NONE;
  const metrics = useListMetrics(useMemo(() => listQueries(items), [items]));
  const rows = useMemo(() => databaseRows(items, metrics.data), [items, metrics.data]);
  const columns = useDatabaseColumns(storage.data?.items ?? NO_ADVICE);
  return (
    <FleetListPage fleet="rds" query={databases} rows={rows} columns={columns} height={320}>
      <ClustersPanel />
    </FleetListPage>
  );
}

'use client';
import type { RdsInstanceAttributes, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ResourceCharts } from '@/features/fleet';
import { chartSpecs } from './chart-specs';

/** CPU, memory, storage, connections, IOPS, latency and PostgreSQL's own on one time grid, changes as marks. */
export function DatabaseCharts({
  item,
  details,
}: {
  item: ResourceItem;
  details: RdsInstanceAttributes | null;
}) {
  const t = useTranslations('rds.chart');
  const specs = useMemo(() => chartSpecs(details, t), [details, t]);
  return <ResourceCharts resource={item.id} specs={specs} />;
}

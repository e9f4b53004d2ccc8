'use client';
import type { RdsInstanceAttributes, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { TimeSeriesChart, marksOf } from '@/components/charts';
import { useEvents, useMetrics } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';
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
  const localised = useLocalised();
  const specs = useMemo(() => chartSpecs(details, t), [details, t]);
  const queries = useMemo(
    () =>
      specs.flatMap((spec) =>
        spec.series.map(([id, metric, stat]) => ({ id, resource: item.id, metric, stat })),
      ),
    [specs, item.id],
  );
  const query = useMetrics(queries);
  const events = useEvents({ resource: item.id, limit: 200 });
  const marks = useMemo(() => marksOf(events.data?.items ?? [], localised), [events.data, localised]);
  return (
    <div className="grid gap-3.5 rail:grid-cols-2 rail:[&>*:last-child:nth-child(odd)]:col-span-2">
      {specs.map((spec) => (
        <TimeSeriesChart
          key={spec.id}
          title={spec.title}
          hint={spec.hint}
          query={query}
          lines={spec.lines}
          thresholds={spec.thresholds}
          marks={marks}
        />
      ))}
    </div>
  );
}

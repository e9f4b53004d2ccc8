'use client';
import { useMemo } from 'react';
import { TimeSeriesChart, MARKED_KINDS, marksOf, type LineSpec, type Threshold } from '@/components/charts';
import { useEvents, useMetrics } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';

/** One chart of one resource. */
export interface ChartSpec {
  id: string;
  title: string;
  hint: string;
  /** Id in the answer, the metric as /metrics/query names it, statistic. */
  series: [id: string, metric: string, stat: string][];
  lines: LineSpec[];
  thresholds?: Threshold[];
}

const NO_THRESHOLDS: Threshold[] = [];

/** A resource's charts in one request and on one time grid, with what changed as marks. */
export function ResourceCharts({
  resource,
  specs,
  changesOf = null,
}: {
  resource: string;
  specs: readonly ChartSpec[];
  /** The service whose changes explain the lines, where they are not the resource's own. */
  changesOf?: string | null;
}) {
  const localised = useLocalised();
  const queries = useMemo(
    () => specs.flatMap((spec) => spec.series.map(([id, metric, stat]) => ({ id, resource, metric, stat }))),
    [specs, resource],
  );
  const query = useMetrics(queries);
  const events = useEvents(
    changesOf === null
      ? { resource, kinds: MARKED_KINDS, fold: true, limit: 500 }
      : { resource: changesOf, kinds: MARKED_KINDS, fold: true, limit: 500 },
  );
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
          thresholds={spec.thresholds ?? NO_THRESHOLDS}
          marks={marks}
        />
      ))}
    </div>
  );
}

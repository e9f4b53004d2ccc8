'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { MARKED_KINDS, marksOf, TimeSeriesChart, type LineSpec } from '@/components/charts';
import { useEvents, useMetrics, type MetricRequest } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';

/** Used (average, maximum) and reserved, CPU and memory: one request for the whole page. */
export function clusterQueries(id: string): MetricRequest[] {
  const query = (key: string, metric: string, stat: string): MetricRequest => ({
    id: key,
    resource: id,
    metric,
    stat,
  });
  return [
    query('cpu', 'CPUUtilization', 'Average'),
    query('cpuMax', 'CPUUtilization', 'Maximum'),
    query('cpuReserved', 'CPUReservation', 'Average'),
    query('memory', 'MemoryUtilization', 'Average'),
    query('memoryMax', 'MemoryUtilization', 'Maximum'),
    query('memoryReserved', 'MemoryReservation', 'Average'),
  ];
}

const MARKS = 300;

export function ClusterCharts({ id }: { id: string }) {
  const t = useTranslations('clusters.chart');
  const l = useLocalised();
  const queries = useMemo(() => clusterQueries(id), [id]);
  const metrics = useMetrics(queries);
  const events = useEvents({ resource: id, kinds: MARKED_KINDS, fold: true, limit: MARKS }, { ids: [id] });
  const marks = useMemo(() => marksOf(events.data?.items ?? [], l), [events.data, l]);
  const lines = useMemo((): Record<'cpu' | 'memory', LineSpec[]> => {
    const pair = (key: 'cpu' | 'memory', colour: 1 | 2): LineSpec[] => [
      { id: key, label: t('used'), colour, band: { highId: `${key}Max` } },
      { id: `${key}Reserved`, label: t('reserved'), colour: 'muted', look: 'dashed', band: false },
    ];
    return { cpu: pair('cpu', 1), memory: pair('memory', 2) };
  }, [t]);
  return (
    <div className="grid grid-cols-2 gap-3.5 max-rail:grid-cols-1">
      <TimeSeriesChart title={t('cpu')} hint={t('hint')} query={metrics} lines={lines.cpu} marks={marks} />
      <TimeSeriesChart
        title={t('memory')}
        hint={t('hint')}
        query={metrics}
        lines={lines.memory}
        marks={marks}
      />
    </div>
  );
}

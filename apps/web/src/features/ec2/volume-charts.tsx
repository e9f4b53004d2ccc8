'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ResourceCharts, useMetricCatalogue, type ChartSpec } from '@/features/fleet';

type Words = ReturnType<typeof useTranslations<'ec2.volume'>>;

/** Operations, latency, queue and burst balance of a volume, as far as any datapoint of them is stored. */
export function VolumeCharts({ resource, name }: { resource: string; name?: string }) {
  const t = useTranslations('ec2.volume');
  const catalogue = useMetricCatalogue(resource);
  const specs = useMemo(() => {
    const collected = new Set(
      catalogue.data?.items.filter((each) => each.collected === true).map((each) => each.metric),
    );
    return specsOf(t, name).filter(({ series }) => series.some(([, metric]) => collected.has(metric)));
  }, [catalogue.data, t, name]);
  if (!catalogue.data) return null;
  if (specs.length === 0)
    return (
      <p className="pb-1 text-small text-muted">
        {name === undefined ? t('noMetrics') : t('noMetricsOf', { name })}
      </p>
    );
  return (
    <div className="pb-3.5">
      <ResourceCharts resource={resource} specs={specs} />
    </div>
  );
}

function specsOf(t: Words, name: string | undefined): ChartSpec[] {
  const titled = (title: string): string => (name === undefined ? title : `${title}, ${name}`);
  return [
    {
      id: 'operations',
      title: titled(t('operations')),
      hint: t('perInterval'),
      series: [
        ['reads', 'VolumeReadOps', 'Sum'],
        ['writes', 'VolumeWriteOps', 'Sum'],
      ],
      lines: [
        { id: 'reads', label: t('read'), colour: 1, band: false },
        { id: 'writes', label: t('write'), colour: 2, band: false },
      ],
    },
    {
      id: 'latency',
      title: titled(t('latency')),
      hint: t('latencyHint'),
      series: [
        ['readLatency', 'VolumeAvgReadLatency', 'Average'],
        ['writeLatency', 'VolumeAvgWriteLatency', 'Average'],
      ],
      lines: [
        { id: 'readLatency', label: t('read'), colour: 1, band: false },
        { id: 'writeLatency', label: t('write'), colour: 2, band: false },
      ],
    },
    {
      id: 'queue',
      title: titled(t('queue')),
      hint: t('queueHint'),
      series: [
        ['queue', 'VolumeQueueLength', 'Average'],
        ['queueMax', 'VolumeQueueLength', 'Maximum'],
      ],
      lines: [{ id: 'queue', label: t('queue'), colour: 3, band: { highId: 'queueMax' } }],
    },
    {
      id: 'burst',
      title: titled(t('burst')),
      hint: t('burstHint'),
      series: [
        ['burst', 'BurstBalance', 'Average'],
        ['burstMin', 'BurstBalance', 'Minimum'],
      ],
      lines: [{ id: 'burst', label: t('burst'), colour: 4, band: { lowId: 'burstMin' } }],
    },
  ];
}

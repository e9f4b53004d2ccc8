'use client';
import type { Ec2InstanceAttributes, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { TimeSeriesChart, marksOf, type LineSpec } from '@/components/charts';
import { useEvents, useMetrics } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';
import { isBurstable } from './model/instance-row';

const SERIES: readonly [string, string, string][] = [
  ['cpuAvg', 'CPUUtilization', 'Average'],
  ['cpuMax', 'CPUUtilization', 'Maximum'],
  ['netIn', 'NetworkIn', 'Sum'],
  ['netOut', 'NetworkOut', 'Sum'],
  ['ebsRead', 'EBSReadBytes', 'Sum'],
  ['ebsWrite', 'EBSWriteBytes', 'Sum'],
  ['instanceCheck', 'StatusCheckFailed_Instance', 'Maximum'],
  ['systemCheck', 'StatusCheckFailed_System', 'Maximum'],
];
const CREDITS: readonly [string, string, string][] = [
  ['credits', 'CPUCreditBalance', 'Average'],
  ['creditsMin', 'CPUCreditBalance', 'Minimum'],
];

/** CPU, network, volumes, credits and checks of one host on one time grid, with what changed as marks. */
export function InstanceCharts({
  item,
  details,
}: {
  item: ResourceItem;
  details: Ec2InstanceAttributes | null;
}) {
  const t = useTranslations('ec2.chart');
  const localised = useLocalised();
  const burstable = details !== null && isBurstable(details.instanceType);
  const queries = useMemo(
    () =>
      (burstable ? [...SERIES, ...CREDITS] : SERIES).map(([id, metric, stat]) => ({
        id,
        resource: item.id,
        metric,
        stat,
      })),
    [item.id, burstable],
  );
  const query = useMetrics(queries);
  const events = useEvents({ resource: item.id, limit: 200 });
  const marks = useMemo(() => marksOf(events.data?.items ?? [], localised), [events.data, localised]);
  const lines = useMemo(() => linesOf(t), [t]);
  return (
    <div className="grid gap-3.5 rail:grid-cols-2 rail:[&>*:last-child:nth-child(odd)]:col-span-2">
      <TimeSeriesChart title={t('cpu')} hint={t('cpuHint')} query={query} lines={lines.cpu} marks={marks} />
      <TimeSeriesChart
        title={t('network')}
        hint={t('networkHint')}
        query={query}
        lines={lines.network}
        marks={marks}
      />
      <TimeSeriesChart
        title={t('disk')}
        hint={t('diskHint')}
        query={query}
        lines={lines.disk}
        marks={marks}
      />
      {burstable ? (
        <TimeSeriesChart
          title={t('credits')}
          hint={t('creditsHint')}
          query={query}
          lines={lines.credits}
          marks={marks}
        />
      ) : null}
      <TimeSeriesChart
        title={t('checks')}
        hint={t('checksHint')}
        query={query}
        lines={lines.checks}
        marks={marks}
      />
    </div>
  );
}

type ChartName = 'cpu' | 'network' | 'disk' | 'credits' | 'checks';

function linesOf(t: ReturnType<typeof useTranslations<'ec2.chart'>>): Record<ChartName, LineSpec[]> {
  return {
    cpu: [{ id: 'cpuAvg', label: t('average'), colour: 1, band: { highId: 'cpuMax' } }],
    network: [
      { id: 'netIn', label: t('in'), colour: 1, band: false },
      { id: 'netOut', label: t('out'), colour: 2, band: false },
    ],
    disk: [
      { id: 'ebsRead', label: t('read'), colour: 1, band: false },
      { id: 'ebsWrite', label: t('write'), colour: 2, band: false },
    ],
    credits: [{ id: 'credits', label: t('balance'), colour: 3, band: { lowId: 'creditsMin' } }],
    checks: [
      { id: 'instanceCheck', label: t('instance'), colour: 1, band: false },
      { id: 'systemCheck', label: t('system'), colour: 5, band: false },
    ],
  };
}

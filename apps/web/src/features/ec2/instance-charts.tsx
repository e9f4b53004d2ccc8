'use client';
import type { Ec2InstanceAttributes, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ResourceCharts, type ChartSpec } from '@/features/fleet';
import { isBurstable } from './model/instance-row';

/** CPU, network, volumes, credits and checks of one host on one time grid, with what changed as marks. */
export function InstanceCharts({
  item,
  details,
}: {
  item: ResourceItem;
  details: Ec2InstanceAttributes | null;
}) {
  const t = useTranslations('ec2.chart');
  const burstable = details !== null && isBurstable(details.instanceType);
  const specs = useMemo(
    () => [load(t), network(t), disk(t), ...(burstable ? [credits(t)] : []), checks(t)],
    [burstable, t],
  );
  return <ResourceCharts resource={item.id} specs={specs} />;
}

type Words = ReturnType<typeof useTranslations<'ec2.chart'>>;

function load(t: Words): ChartSpec {
  return {
    id: 'cpu',
    title: t('cpu'),
    hint: t('cpuHint'),
    series: [
      ['cpuAvg', 'CPUUtilization', 'Average'],
      ['cpuMax', 'CPUUtilization', 'Maximum'],
    ],
    lines: [{ id: 'cpuAvg', label: t('average'), colour: 1, band: { highId: 'cpuMax' } }],
  };
}

function network(t: Words): ChartSpec {
  return {
    id: 'network',
    title: t('network'),
    hint: t('networkHint'),
    series: [
      ['netIn', 'NetworkIn', 'Sum'],
      ['netOut', 'NetworkOut', 'Sum'],
    ],
    lines: [
      { id: 'netIn', label: t('in'), colour: 1, band: false },
      { id: 'netOut', label: t('out'), colour: 2, band: false },
    ],
  };
}

function disk(t: Words): ChartSpec {
  return {
    id: 'disk',
    title: t('disk'),
    hint: t('diskHint'),
    series: [
      ['ebsRead', 'EBSReadBytes', 'Sum'],
      ['ebsWrite', 'EBSWriteBytes', 'Sum'],
    ],
    lines: [
      { id: 'ebsRead', label: t('read'), colour: 1, band: false },
      { id: 'ebsWrite', label: t('write'), colour: 2, band: false },
    ],
  };
}

function credits(t: Words): ChartSpec {
  return {
    id: 'credits',
    title: t('credits'),
    hint: t('creditsHint'),
    series: [
      ['credits', 'CPUCreditBalance', 'Average'],
      ['creditsMin', 'CPUCreditBalance', 'Minimum'],
    ],
    lines: [{ id: 'credits', label: t('balance'), colour: 3, band: { lowId: 'creditsMin' } }],
  };
}

function checks(t: Words): ChartSpec {
  return {
    id: 'checks',
    title: t('checks'),
    hint: t('checksHint'),
    series: [
      ['instanceCheck', 'StatusCheckFailed_Instance', 'Maximum'],
      ['systemCheck', 'StatusCheckFailed_System', 'Maximum'],
    ],
    lines: [
      { id: 'instanceCheck', label: t('instance'), colour: 1, band: false },
      { id: 'systemCheck', label: t('system'), colour: 5, band: false },
    ],
  };
}

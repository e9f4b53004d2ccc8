import type { useTranslations } from 'next-intl';
import type { ChartSpec } from '@/features/fleet';

type Words = ReturnType<typeof useTranslations<'loadBalancing.chart'>>;

/** Charts of a target group: what it was asked, what it answered, how fast, and how many targets were there. */
export function groupSpecs(type: 'application' | 'network', t: Words): ChartSpec[] {
  if (type === 'network') return [targets(t)];
  return [requests(t), errors(t, false), times(t), targets(t)];
}

/** Charts of a load balancer as a whole. */
export function balancerSpecs(type: string, t: Words): ChartSpec[] {
  if (type === 'network') return [flows(t), resets(t)];
  return [requests(t), errors(t, true)];
}

export function canarySpecs(t: Words): ChartSpec[] {
  return [
    {
      id: 'success',
      title: t('success'),
      hint: t('successHint'),
      series: [['success', 'SuccessPercent', 'Average']],
      lines: [{ id: 'success', label: t('success'), colour: 1, band: false }],
    },
  ];
}

function requests(t: Words): ChartSpec {
  return {
    id: 'requests',
    title: t('requests'),
    hint: t('requestsHint'),
    series: [['requests', 'RequestCount', 'Sum']],
    lines: [{ id: 'requests', label: t('requests'), colour: 1, band: false }],
  };
}

function errors(t: Words, whole: boolean): ChartSpec {
  return {
    id: 'errors',
    title: t('errors'),
    hint: t('errorsHint'),
    series: [
      ['target5xx', 'HTTPCode_Target_5XX_Count', 'Sum'],
      ...(whole ? ([['elb5xx', 'HTTPCode_ELB_5XX_Count', 'Sum']] as [string, string, string][]) : []),
    ],
    lines: [
      { id: 'target5xx', label: t('target5xx'), colour: 'critical', band: false },
      ...(whole ? [{ id: 'elb5xx', label: t('elb5xx'), colour: 2 as const, band: false as const }] : []),
    ],
  };
}

function times(t: Words): ChartSpec {
  return {
    id: 'times',
    title: t('times'),
    hint: t('timesHint'),
    series: [
      ['p95', 'TargetResponseTime', 'p95'],
      ['average', 'TargetResponseTime', 'Average'],
    ],
    lines: [
      { id: 'p95', label: t('p95'), colour: 3, band: false },
      { id: 'average', label: t('average'), colour: 5, look: 'pale', band: false },
    ],
  };
}

function targets(t: Words): ChartSpec {
  return {
    id: 'targets',
    title: t('targets'),
    hint: t('targetsHint'),
    series: [
      ['healthy', 'HealthyHostCount', 'Minimum'],
      ['unhealthy', 'UnHealthyHostCount', 'Maximum'],
    ],
    lines: [
      { id: 'healthy', label: t('healthy'), colour: 1, band: false },
      { id: 'unhealthy', label: t('unhealthy'), colour: 'critical', band: false },
    ],
  };
}

function flows(t: Words): ChartSpec {
  return {
    id: 'flows',
    title: t('flows'),
    hint: t('flowsHint'),
    series: [
      ['flows', 'ActiveFlowCount', 'Average'],
      ['flowsMax', 'ActiveFlowCount', 'Maximum'],
    ],
    lines: [{ id: 'flows', label: t('flows'), colour: 1, band: { highId: 'flowsMax' } }],
  };
}

function resets(t: Words): ChartSpec {
  return {
    id: 'resets',
    title: t('resets'),
    hint: t('resetsHint'),
    series: [['resets', 'TCP_Target_Reset_Count', 'Sum']],
    lines: [{ id: 'resets', label: t('resets'), colour: 'critical', band: false }],
  };
}

import { HOURS_PER_MONTH, type InstancePrice } from '../price/ec2-price.js';
import { dayBlockInterval } from '../statistics/bootstrap.js';
import { quantile } from '../statistics/quantile.js';
import type { Random } from '../statistics/random.js';
import { awsCommand } from './command.js';
import { confidenceOf } from './confidence.js';
import { countKnown } from './count-known.js';
import type { Level, Recommendation, UsdRange, Verdict } from './recommendation.js';
import { say } from './recommendation-texts.js';
import { savingNote } from './saving-note.js';

const HOUR_MS = 3_600_000;
/** AWS Compute Optimizer calls an instance idle below these for 14 days. */
const IDLE_CPU_PERCENT = 5;
const IDLE_NETWORK_BYTES_PER_DAY = 5 * 1024 * 1024;
/** A peak above this is work, however rare (a nightly job). */
const PEAK_CPU_PERCENT = 20;
const LEAST_HOURS = 30;

/** Hourly history of one instance from `from`; NaN where there is no datapoint. */
export interface IdleInstanceFacts {
  instanceId: string;
  instanceType: string;
  region: string;
  /** Epoch ms of the first hour. */
  from: number;
  /** Highest CPU percent of each hour. */
  cpuMaximum: ArrayLike<number>;
  /** Bytes in and out of each hour together. */
  networkBytes: ArrayLike<number>;
  /** ECS tasks on it now; null where it is no container instance. */
  tasks: number | null;
  autoScalingGroup: { name: string; desired: number; minimum: number } | null;
  lifecycle: 'on-demand' | 'spot';
  /** Null where the price is not known. */
  price: InstancePrice | null;
  random: Random;
}

/** Whether an instance does nothing: CPU and network as Compute Optimizer judges them, and no task on it. */
export function evaluateIdleInstance(facts: IdleInstanceFacts): Verdict {
  const hours = countKnown(facts.cpuMaximum);
  if (hours < LEAST_HOURS)
    return { kind: 'refuse', reason: say('refuse.little_data', { hours, least: LEAST_HOURS }) };
  if (facts.tasks !== null && facts.tasks > 0) {
    return { kind: 'keep', reason: say('keep.tasks_on_host', { count: facts.tasks }) };
  }
  const cpu = { p99: quantile(facts.cpuMaximum, 0.99), peak: quantile(facts.cpuMaximum, 1) };
  if (cpu.p99 >= IDLE_CPU_PERCENT || cpu.peak >= PEAK_CPU_PERCENT) {
    return { kind: 'keep', reason: say('keep.cpu_used', { percent: cpu.p99, peak: cpu.peak }) };
  }
  if (countKnown(facts.networkBytes) < LEAST_HOURS)
    return { kind: 'refuse', reason: say('refuse.no_network') };
  const network = busiestDay(facts.networkBytes);
  if (network >= IDLE_NETWORK_BYTES_PER_DAY) {
    return { kind: 'keep', reason: say('keep.network_used', { bytes: network / 1024 ** 2 }) };
  }
  const group = facts.autoScalingGroup;
  if (group && group.desired <= 0) return { kind: 'keep', reason: say('keep.leaving_group') };
  return { kind: 'change', recommendation: toRecommendation(facts, { ...cpu, network, hours }) };
}

interface Idleness {
  p99: number;
  peak: number;
  network: number;
  hours: number;
}

function toRecommendation(facts: IdleInstanceFacts, idle: Idleness): Recommendation {
  const { autoScalingGroup: group, price, lifecycle } = facts;
  const params = { instance: facts.instanceId, type: facts.instanceType, percent: idle.p99, peak: idle.peak };
  return {
    rule: 'idle_ec2_instance',
    title: say('idle.title', params),
    summary: say(group ? 'idle.summary.group' : 'idle.summary', {
      ...params,
      days: Math.floor(idle.hours / 24),
      mib: idle.network / 1024 ** 2,
      group: group?.name ?? null,
    }),
    current: group
      ? {
          instanceType: facts.instanceType,
          group: group.name,
          desired: group.desired,
          minimum: group.minimum,
        }
      : { instanceType: facts.instanceType, state: 'running' },
    proposed: group
      ? { group: group.name, desired: group.desired - 1, minimum: Math.min(group.minimum, group.desired - 1) }
      : { state: 'stopped' },
    monthlySavingUsd: savingOf(facts),
    savingNote: savingNote({ price, spot: lifecycle === 'spot' }, 'saving.list_price_volumes'),
    risk: riskOf(facts, idle),
    ...confidenceOf(idle.hours),
    change: changeOf(facts),
    evidence: {
      from: facts.from,
      to: facts.from + facts.cpuMaximum.length * HOUR_MS,
      charts: [
        {
          title: say('chart.metric', { metric: 'CPUUtilization', stat: 'Maximum' }),
          metric: 'CPUUtilization',
          stat: 'Maximum',
          threshold: IDLE_CPU_PERCENT,
          thresholdLabel: say('chart.idle_below'),
        },
        {
          title: say('chart.metric', { metric: 'NetworkIn', stat: 'Sum' }),
          metric: 'NetworkIn',
          stat: 'Sum',
          threshold: null,
          thresholdLabel: null,
        },
      ],
      backtest: null,
      facts: [
        { label: say('fact.cpu_p99'), value: `${idle.p99.toFixed(1)} %` },
        { label: say('fact.cpu_peak'), value: `${idle.peak.toFixed(1)} %` },
        { label: say('fact.network_day'), value: `${(idle.network / 1024 ** 2).toFixed(2)} MiB` },
      ],
    },
  };
}

/** The range is that of the hours a day it ran, and of the price where sources disagree. */
function savingOf({ price, lifecycle, cpuMaximum, random }: IdleInstanceFacts): UsdRange | null {
  if (!price || lifecycle === 'spot') return null;
  const shares: number[] = [];
  for (let start = 0; start + 24 <= cpuMaximum.length; start += 24) {
    shares.push(countKnown(Array.from(cpuMaximum).slice(start, start + 24)) / 24);
  }
  const share = dayBlockInterval(shares, random) ?? { low: 1, expected: 1, high: 1 };
  return {
    low: price.low * share.low * HOURS_PER_MONTH,
    expected: price.expected * share.expected * HOURS_PER_MONTH,
    high: price.high * share.high * HOURS_PER_MONTH,
  };
}

function riskOf({ autoScalingGroup, tasks }: IdleInstanceFacts, { peak }: Idleness): Level {
  // A group replaces it, a stopped instance can be started again; what it waits for nobody sees in metrics.
  if (peak < IDLE_CPU_PERCENT && (autoScalingGroup !== null || tasks === 0)) return 'low';
  return 'medium';
}

function changeOf({
  region,
  instanceId,
  autoScalingGroup: group,
}: IdleInstanceFacts): Recommendation['change'] {
  if (!group) {
    return [
      { label: 'AWS CLI', text: awsCommand('ec2 stop-instances', { region, 'instance-ids': instanceId }) },
    ];
  }
  const lower =
    group.minimum > group.desired - 1
      ? awsCommand('autoscaling update-auto-scaling-group', {
          region,
          'auto-scaling-group-name': group.name,
          'min-size': String(group.desired - 1),
        })
      : null;
  const remove = awsCommand('autoscaling terminate-instance-in-auto-scaling-group', {
    region,
    'instance-id': instanceId,
  });
  return [
    {
      label: 'AWS CLI',
      text: [lower, `${remove} \\\n  --should-decrement-desired-capacity`].filter(Boolean).join('\n'),
    },
  ];
}

function busiestDay(hourly: ArrayLike<number>): number {
  let busiest = 0;
  for (let start = 0; start < hourly.length; start += 24) {
    const day = Array.from(hourly).slice(start, start + 24);
    busiest = Math.max(
      busiest,
      day.reduce((sum, bytes) => sum + (bytes === bytes ? bytes : 0), 0),
    );
  }
  return busiest;
}

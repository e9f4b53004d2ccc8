import { quantile } from '../../statistics/quantile.js';
import { awsCommand } from '../command.js';
import { confidenceOf } from '../confidence.js';
import type { Recommendation, Verdict } from '../recommendation.js';
import { countKnown } from '../count-known.js';
import { say } from '../recommendation-texts.js';
import { HEADROOM, isBurstable, LEAST_HOURS, QUANTILE, sizesUpTo, type Size } from './sizes.js';
import { sayUse } from './usage-texts.js';

const HOUR_MS = 3_600_000;
const GIB = 1024 ** 3;
/** Nobody connects for two weeks: a fortnightly job would have been seen. */
const IDLE_HOURS = 13 * 24;
const IDLE_CPU_PERCENT = 5;
/** PostgreSQL's default maximum on RDS is LEAST(memory / 9531392, 5000); MySQL's divides by 12582880. */
const BYTES_PER_CONNECTION = { postgres: 9_531_392, mysql: 12_582_880 } as const;

/** Hourly history from `from`; NaN where there is no datapoint. */
export interface DatabaseSizeFacts {
  name: string;
  region: string;
  engine: string;
  instanceClass: string;
  isReplica: boolean;
  memoryBytes: number | null;
  from: number;
  cpuMaximum: ArrayLike<number>;
  /** Lowest freeable memory of each hour, bytes. */
  freeableMinimum: ArrayLike<number>;
  connectionsMaximum: ArrayLike<number>;
}

/** Whether nobody uses a database, or half of it would do. */
export function evaluateDatabaseSize(facts: DatabaseSizeFacts): Verdict {
  const hours = Math.min(countKnown(facts.cpuMaximum), countKnown(facts.connectionsMaximum));
  if (hours < LEAST_HOURS) {
    return { kind: 'refuse', reason: sayUse('refuse.few_points', { hours, least: LEAST_HOURS }) };
  }
  const connections = quantile(facts.connectionsMaximum, 1);
  const busy = quantile(facts.cpuMaximum, 0.99);
  if (!facts.isReplica && connections < 1 && busy < IDLE_CPU_PERCENT && hours >= IDLE_HOURS) {
    return { kind: 'change', recommendation: idle(facts, busy, hours) };
  }
  if (isBurstable(facts.instanceClass)) return { kind: 'keep', reason: sayUse('keep.burstable') };
  const sizes = sizesUpTo(facts.instanceClass);
  if (sizes === null || facts.memoryBytes === null) {
    return { kind: 'refuse', reason: sayUse('refuse.unknown_size') };
  }
  const half = sizes.smaller.at(-1);
  if (half === undefined) return { kind: 'keep', reason: sayUse('keep.no_smaller') };
  const cpu = quantile(facts.cpuMaximum, QUANTILE) * HEADROOM;
  if (cpu * (sizes.own.vcpus / half.vcpus) > 100) {
    return { kind: 'keep', reason: sayUse('keep.size_needed', { cpu }) };
  }
  const used = facts.memoryBytes - quantile(facts.freeableMinimum, 0);
  if (!(used * HEADROOM <= half.memoryGiB * GIB)) {
    return {
      kind: 'keep',
      reason: sayUse('keep.memory_needed', { memory: (100 * used * HEADROOM) / facts.memoryBytes }),
    };
  }
  if (connections * HEADROOM > maximumConnections(facts.engine, half)) {
    return { kind: 'keep', reason: sayUse('keep.connected') };
  }
  return { kind: 'change', recommendation: smaller(facts, { half, cpu, used, connections, hours }) };
}

function maximumConnections(engine: string, { memoryGiB }: Size): number {
  const bytes = BYTES_PER_CONNECTION[engine.includes('postgres') ? 'postgres' : 'mysql'];
  return Math.min(5000, (memoryGiB * GIB) / bytes);
}

function idle(facts: DatabaseSizeFacts, cpu: number, hours: number): Recommendation {
  const days = Math.floor(hours / 24);
  return {
    ...common(hours),
    rule: 'idle_rds_instance',
    title: sayUse('rds_idle.title', { name: facts.name, type: facts.instanceClass }),
    summary: sayUse('rds_idle.summary', { days, cpu: Math.max(cpu, 0.1) }),
    current: { instanceClass: facts.instanceClass, state: 'available' },
    proposed: { state: 'stopped' },
    risk: 'medium',
    change: [
      {
        label: 'AWS CLI',
        text: awsCommand('rds stop-db-instance', {
          region: facts.region,
          'db-instance-identifier': facts.name,
          'db-snapshot-identifier': `${facts.name}-before-stop`,
        }),
      },
    ],
    evidence: {
      ...range(facts),
      charts: [chart('DatabaseConnections', 'Maximum', null), chart('CPUUtilization', 'Maximum', null)],
      backtest: null,
      facts: [
        { label: sayUse('fact.connections'), value: '0' },
        { label: say('fact.cpu_p99'), value: `${cpu.toFixed(1)} %` },
      ],
    },
  };
}

interface Need {
  half: Size;
  cpu: number;
  used: number;
  connections: number;
  hours: number;
}

function smaller(facts: DatabaseSizeFacts, need: Need): Recommendation {
  const days = Math.floor(need.hours / 24);
  const proposed = need.half.type;
  return {
    ...common(need.hours),
    rule: 'oversized_rds_instance',
    title: sayUse('rds_size.title', { name: facts.name, type: facts.instanceClass, proposed }),
    summary: sayUse('rds_size.summary', {
      days,
      cpu: need.cpu,
      memory: need.used,
      connections: need.connections,
    }),
    current: { instanceClass: facts.instanceClass },
    proposed: { instanceClass: proposed },
    risk: 'medium',
    change: [
      {
        label: 'AWS CLI',
        text: awsCommand('rds modify-db-instance', {
          region: facts.region,
          'db-instance-identifier': facts.name,
          'db-instance-class': proposed,
        }),
      },
      { label: 'Terraform', text: `instance_class = "${proposed}"` },
    ],
    evidence: {
      ...range(facts),
      charts: [chart('CPUUtilization', 'Maximum', 50), chart('FreeableMemory', 'Minimum', null)],
      backtest: null,
      facts: [
        { label: say('fact.cpu_need'), value: `${need.cpu.toFixed(0)} %` },
        { label: sayUse('fact.memory_used'), value: `${(need.used / GIB).toFixed(1)} GiB` },
        { label: sayUse('fact.connections'), value: need.connections.toFixed(0) },
      ],
    },
  };
}

function common(hours: number) {
  return {
    monthlySavingUsd: null,
    savingNote: say('saving.unknown_price'),
    ...confidenceOf(hours),
  };
}

function range({ from, cpuMaximum }: DatabaseSizeFacts): { from: number; to: number } {
  return { from, to: from + cpuMaximum.length * HOUR_MS };
}

function chart(metric: string, stat: string, threshold: number | null) {
  return {
    title: say('chart.metric', { metric, stat }),
    metric,
    stat,
    threshold,
    thresholdLabel: threshold === null ? null : sayUse('chart.smaller_size'),
  };
}

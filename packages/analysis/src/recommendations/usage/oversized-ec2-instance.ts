import { HOURS_PER_MONTH, type InstancePrice } from '../../price/ec2-price.js';
import { quantile } from '../../statistics/quantile.js';
import { awsCommand } from '../command.js';
import { confidenceOf } from '../confidence.js';
import type { Verdict } from '../recommendation.js';
import { say } from '../recommendation-texts.js';
import { countKnown } from '../count-known.js';
import { savingNote } from '../saving-note.js';
import { HEADROOM, isBurstable, LEAST_HOURS, QUANTILE, sizesUpTo, type Size } from './sizes.js';
import { sayUse } from './usage-texts.js';

const HOUR_MS = 3_600_000;

/** Hourly history from `from`; NaN where there is no datapoint. */
export interface OversizedInstanceFacts {
  instanceId: string;
  instanceType: string;
  region: string;
  from: number;
  /** Highest CPU percent of each hour. */
  cpuMaximum: ArrayLike<number>;
  /** Highest memory percent of each hour, by the CloudWatch agent; null where it does not run. */
  memoryMaximum: ArrayLike<number> | null;
  isContainerHost: boolean;
  lifecycle: 'on-demand' | 'spot';
  priceOf: (type: string) => InstancePrice | null;
}

/** Whether a smaller size of the same family would carry the same work. Memory that nobody measures is never cut. */
export function evaluateInstanceSize(facts: OversizedInstanceFacts): Verdict {
  if (facts.isContainerHost) return { kind: 'keep', reason: sayUse('keep.container_host') };
  if (isBurstable(facts.instanceType)) return { kind: 'keep', reason: sayUse('keep.burstable') };
  const sizes = sizesUpTo(facts.instanceType);
  if (sizes === null) return { kind: 'refuse', reason: sayUse('refuse.unknown_size') };
  if (sizes.smaller.length === 0) return { kind: 'keep', reason: sayUse('keep.no_smaller') };
  const hours = countKnown(facts.cpuMaximum);
  if (hours < LEAST_HOURS) return tooFew(hours);
  const cpu = quantile(facts.cpuMaximum, QUANTILE) * HEADROOM;
  const fast = sizes.smaller.filter((size) => cpu * (sizes.own.vcpus / size.vcpus) <= 100);
  if (fast.length === 0) return { kind: 'keep', reason: sayUse('keep.size_needed', { cpu }) };
  if (facts.memoryMaximum === null || countKnown(facts.memoryMaximum) < LEAST_HOURS) {
    return { kind: 'refuse', reason: sayUse('refuse.memory_unknown') };
  }
  const memory = quantile(facts.memoryMaximum, 1) * HEADROOM;
  const fits = fast.find((size) => memory * (sizes.own.memoryGiB / size.memoryGiB) <= 100);
  if (fits === undefined) return { kind: 'keep', reason: sayUse('keep.memory_needed', { memory }) };
  return recommend(facts, { own: sizes.own, proposed: fits, cpu, memory, hours });
}

function tooFew(hours: number): Verdict {
  return { kind: 'refuse', reason: sayUse('refuse.few_points', { hours, least: LEAST_HOURS }) };
}

interface Need {
  own: Size;
  proposed: Size;
  cpu: number;
  memory: number;
  hours: number;
}

function recommend(facts: OversizedInstanceFacts, need: Need): Verdict {
  const days = Math.floor(need.hours / 24);
  const proposed = need.proposed.type;
  return {
    kind: 'change',
    recommendation: {
      rule: 'oversized_ec2_instance',
      title: sayUse('oversized.title', { instance: facts.instanceId, type: facts.instanceType, proposed }),
      summary: sayUse('oversized.summary', { days, cpu: need.cpu, memory: need.memory }),
      current: { instanceType: facts.instanceType },
      proposed: { instanceType: proposed },
      monthlySavingUsd: savingOf(facts, proposed),
      savingNote: savingNote({
        price: facts.priceOf(facts.instanceType),
        spot: facts.lifecycle === 'spot',
      }),
      risk: need.cpu * (need.own.vcpus / need.proposed.vcpus) > 80 ? 'medium' : 'low',
      ...confidenceOf(need.hours),
      change: changeOf(facts, proposed),
      evidence: {
        from: facts.from,
        to: facts.from + facts.cpuMaximum.length * HOUR_MS,
        charts: [
          {
            title: say('chart.metric', { metric: 'CPUUtilization', stat: 'Maximum' }),
            metric: 'CPUUtilization',
            stat: 'Maximum',
            threshold: (100 * need.proposed.vcpus) / need.own.vcpus,
            thresholdLabel: sayUse('chart.smaller_size'),
          },
        ],
        backtest: null,
        facts: [
          { label: say('fact.cpu_need'), value: `${need.cpu.toFixed(0)} %` },
          { label: say('fact.memory_need'), value: `${need.memory.toFixed(0)} %` },
        ],
      },
    },
  };
}

function savingOf(facts: OversizedInstanceFacts, proposed: string) {
  const [now, then] = [facts.priceOf(facts.instanceType), facts.priceOf(proposed)];
  if (now === null || then === null || facts.lifecycle === 'spot') return null;
  const part = (name: 'low' | 'expected' | 'high'): number => (now[name] - then[name]) * HOURS_PER_MONTH;
  return { low: part('low'), expected: part('expected'), high: part('high') };
}

function changeOf({ region, instanceId }: OversizedInstanceFacts, type: string) {
  const stop = awsCommand('ec2 stop-instances', { region, 'instance-ids': instanceId });
  const modify = awsCommand('ec2 modify-instance-attribute', {
    region,
    'instance-id': instanceId,
    'instance-type': JSON.stringify({ Value: type }),
  });
  const start = awsCommand('ec2 start-instances', { region, 'instance-ids': instanceId });
  return [{ label: 'AWS CLI', text: [stop, modify, start].join('\n') }];
}

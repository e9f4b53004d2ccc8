import { quantile } from '../../statistics/quantile.js';
import { awsCommand } from '../command.js';
import type { Verdict } from '../recommendation.js';
import { say } from '../recommendation-texts.js';
import { sayUse } from './usage-texts.js';

const DAY_MS = 86_400_000;
/** Less than this at the maximum and above target is a passing peak (operator practice: ten minutes). */
const LEAST_MINUTES = 10;

export interface ServiceMaximumFacts {
  serviceName: string;
  clusterName: string;
  region: string;
  /** Null: no scaling is set up. */
  scaling: { minimum: number; maximum: number } | null;
  /** Of the target tracking policy; null where it has none. */
  policy: { metric: 'CPUUtilization' | 'MemoryUtilization'; target: number } | null;
  /** Epoch ms of the first bucket, and seconds of each. */
  from: number;
  step: number;
  /** The policy's metric (percent, average over tasks) and the running tasks; NaN where nothing was published. */
  utilisation: ArrayLike<number>;
  running: ArrayLike<number>;
  /** Scaling activities that failed with AlreadyAtMaxCapacity in the window. */
  refused: number;
}

/** Whether a service was held at its maximum while it was above its target: scaling could not help any more. */
export function evaluateServiceMaximum(facts: ServiceMaximumFacts): Verdict {
  const { scaling, policy, step } = facts;
  if (scaling === null) return { kind: 'keep', reason: sayUse('keep.no_scaling') };
  const target = policy?.target ?? 100;
  const hot: number[] = [];
  for (let i = 0; i < facts.utilisation.length; i += 1) {
    const use = facts.utilisation[i] ?? NaN;
    // A task that came or went within the bucket leaves a fraction.
    if ((facts.running[i] ?? NaN) >= scaling.maximum - 0.5 && use > target) hot.push(use);
  }
  const minutes = Math.round((hot.length * step) / 60);
  if (minutes < LEAST_MINUTES) return { kind: 'keep', reason: sayUse('keep.not_at_maximum') };
  const need = quantile(hot, 0.99);
  const maximum = Math.max(scaling.maximum + 1, Math.ceil((scaling.maximum * need) / target));
  const to = facts.from + facts.utilisation.length * step * 1000;
  const metric = policy?.metric ?? 'CPUUtilization';
  return {
    kind: 'change',
    recommendation: {
      rule: 'service_maximum_reached',
      title: sayUse('maximum.title', { service: facts.serviceName, maximum: scaling.maximum }),
      summary: sayUse('maximum.summary', {
        minutes,
        days: Math.round((to - facts.from) / DAY_MS),
        metric,
        target,
        percent: quantile(hot, 1),
        refused: facts.refused,
      }),
      current: { maximum: scaling.maximum },
      proposed: { maximum },
      monthlySavingUsd: null,
      savingNote: sayUse('saving.maximum'),
      risk: 'low',
      confidence: facts.refused > 0 ? 'high' : 'medium',
      confidenceReason: say('confidence.days', { days: Math.round((to - facts.from) / DAY_MS) }),
      change: [{ label: 'AWS CLI', text: changeOf(facts, maximum) }],
      evidence: {
        from: facts.from,
        to,
        charts: [
          {
            title: say('chart.metric', { metric, stat: 'Average' }),
            metric,
            stat: 'Average',
            threshold: target,
            thresholdLabel: sayUse('chart.target'),
          },
        ],
        backtest: null,
        facts: [
          { label: sayUse('fact.minutes_at_maximum'), value: String(minutes) },
          { label: sayUse('fact.refused'), value: String(facts.refused) },
          { label: sayUse('fact.worst'), value: `${quantile(hot, 1).toFixed(0)} %` },
        ],
      },
    },
  };
}

function changeOf({ clusterName, serviceName, region }: ServiceMaximumFacts, maximum: number): string {
  return awsCommand('application-autoscaling register-scalable-target', {
    region,
    'service-namespace': 'ecs',
    'scalable-dimension': 'ecs:service:DesiredCount',
    'resource-id': `service/${clusterName}/${serviceName}`,
    'max-capacity': String(maximum),
  });
}

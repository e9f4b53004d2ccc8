import { awsCommand } from '../command.js';
import type { Recommendation, Verdict } from '../recommendation.js';
import { say } from '../recommendation-texts.js';
import { isBurstable } from './sizes.js';
import { sayUse } from './usage-texts.js';

const HOUR_MS = 3_600_000;
/** Hours whose trend is looked at, and how many of them must be there. */
const TREND_HOURS = 6;
const LEAST_HOURS = 4;
/** Domain practice: below a fifth of the maximum, and empty within a day as it goes. */
const LOW_SHARE = 0.2;
const SOON_HOURS = 24;

/** Credits earned an hour and at most held, and the baseline per vCPU in percent (EC2 user guide, burstable types). */
const CREDITS: Readonly<Record<string, { t2: [number, number, number]; t3: [number, number, number] }>> = {
  nano: { t2: [3, 72, 5], t3: [6, 144, 5] },
  micro: { t2: [6, 144, 10], t3: [12, 288, 10] },
  small: { t2: [12, 288, 20], t3: [24, 576, 20] },
  medium: { t2: [24, 576, 20], t3: [24, 576, 20] },
  large: { t2: [36, 864, 30], t3: [36, 864, 30] },
  xlarge: { t2: [54, 1296, 22.5], t3: [96, 2304, 40] },
  '2xlarge': { t2: [81.6, 1958.4, 17], t3: [192, 4608, 40] },
};

export interface CreditFacts {
  kind: 'ec2' | 'rds';
  name: string;
  nativeId: string;
  /** `t3.medium`, `db.t4g.large`. */
  type: string;
  region: string;
  /** Epoch ms of the first hour. */
  from: number;
  /** Lowest balance of each hour; NaN where there is no datapoint. */
  balance: ArrayLike<number>;
}

/** Whether a burstable instance or database is about to run out of CPU credits as it spends them now. */
export function evaluateCredits(facts: CreditFacts): Verdict {
  if (!isBurstable(facts.type)) return { kind: 'keep', reason: sayUse('keep.not_burstable') };
  const limits = limitsOf(facts.type);
  if (limits === null) return { kind: 'refuse', reason: sayUse('refuse.unknown_size') };
  const recent = lastHours(facts.balance);
  if (recent.length < LEAST_HOURS) {
    return {
      kind: 'refuse',
      reason: sayUse('refuse.few_points', { hours: recent.length, least: LEAST_HOURS }),
    };
  }
  const balance = recent.at(-1)?.value ?? 0;
  const spent = -slope(recent);
  const left = spent > 0 ? balance / spent : Infinity;
  const empty = balance < 1;
  if (!empty && (balance > LOW_SHARE * limits.maximum || left > SOON_HOURS)) {
    return { kind: 'keep', reason: sayUse('keep.credits') };
  }
  if (empty && spent < 0) return { kind: 'keep', reason: sayUse('keep.credits') };
  return { kind: 'change', recommendation: recommend(facts, { ...limits, balance, spent, left, empty }) };
}

interface State {
  maximum: number;
  baseline: number;
  unlimited: boolean;
  balance: number;
  spent: number;
  left: number;
  empty: boolean;
}

function recommend(facts: CreditFacts, state: State): Recommendation {
  const to = facts.from + facts.balance.length * HOUR_MS;
  const proposed = largerThan(facts.type);
  const params = { name: facts.name, type: facts.type, at: to + state.left * HOUR_MS };
  return {
    rule: 'cpu_credits_running_out',
    title: sayUse(
      state.empty ? 'credits.title.empty' : 'credits.title',
      state.empty ? { ...params, at: null } : params,
    ),
    summary: sayUse(state.unlimited ? 'credits.summary.unlimited' : 'credits.summary.standard', {
      balance: state.balance,
      maximum: state.maximum,
      spent: Math.max(0, state.spent),
      baseline: state.baseline,
    }),
    current: { type: facts.type },
    proposed: { type: proposed },
    monthlySavingUsd: null,
    savingNote: say('saving.none'),
    risk: 'medium',
    confidence: 'medium',
    confidenceReason: say('confidence.hours', { hours: TREND_HOURS }),
    change: [{ label: 'AWS CLI', text: changeOf(facts, proposed) }],
    evidence: {
      from: facts.from,
      to,
      charts: [
        {
          title: say('chart.metric', { metric: 'CPUCreditBalance', stat: 'Minimum' }),
          metric: 'CPUCreditBalance',
          stat: 'Minimum',
          threshold: 0,
          thresholdLabel: sayUse('chart.empty'),
        },
      ],
      backtest: null,
      facts: [
        { label: sayUse('fact.balance'), value: `${state.balance.toFixed(0)} / ${state.maximum}` },
        { label: sayUse('fact.spent'), value: Math.max(0, state.spent).toFixed(1) },
      ],
    },
  };
}

/** T2 on EC2 is standard unless somebody changed it; T3 and later, and all of RDS, are unlimited. */
function limitsOf(type: string): Pick<State, 'maximum' | 'baseline' | 'unlimited'> | null {
  const found = /^(?:db\.)?(t\d)[a-z]*\.(\w+)$/.exec(type);
  const row = CREDITS[found?.[2] ?? ''];
  if (found === null || row === undefined) return null;
  const isT2 = found[1] === 't2';
  const [, maximum, baseline] = isT2 ? row.t2 : row.t3;
  return { maximum, baseline, unlimited: !isT2 };
}

interface Point {
  hour: number;
  value: number;
}

function lastHours(balance: ArrayLike<number>): Point[] {
  return Array.from(balance, (value, hour) => ({ hour, value }))
    .slice(-TREND_HOURS)
    .filter(({ value }) => value === value);
}

/** Theil-Sen: the median of the slopes of all pairs, credits an hour; one odd hour does not turn it. */
function slope(points: readonly Point[]): number {
  const slopes = points
    .flatMap((a, i) => points.slice(i + 1).map((b) => (b.value - a.value) / (b.hour - a.hour)))
    .sort((a, b) => a - b);
  const middle = slopes.length / 2;
  return ((slopes[Math.floor(middle)] ?? 0) + (slopes[Math.ceil(middle) - 1] ?? 0)) / 2;
}

const ORDER = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge', '2xlarge'];

/** The next size of the family; from the largest on, a family that does not burst. */
function largerThan(type: string): string {
  const dot = type.lastIndexOf('.');
  const next = ORDER[ORDER.indexOf(type.slice(dot + 1)) + 1];
  if (next !== undefined) return `${type.slice(0, dot)}.${next}`;
  return type.startsWith('db.') ? 'db.m6g.2xlarge' : 'm6i.2xlarge';
}

function changeOf({ kind, region, nativeId }: CreditFacts, type: string): string {
  if (kind === 'rds') {
    return awsCommand('rds modify-db-instance', {
      region,
      'db-instance-identifier': nativeId,
      'db-instance-class': type,
    });
  }
  return awsCommand('ec2 modify-instance-attribute', {
    region,
    'instance-id': nativeId,
    'instance-type': JSON.stringify({ Value: type }),
  });
}

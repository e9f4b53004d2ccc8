import type { Message } from '../message/message.js';
import { sayScaling } from './scaling-texts.js';
import { directionChanges } from './turns.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A refused attempt counts while target tracking would still try: it does so each minute that it is above. */
const REFUSED_WITHIN_MS = 15 * MINUTE_MS;
/** A day at the maximum is no peak. */
const PINNED_MS = 24 * HOUR_MS;
/** Out and in again and again: four turns within six hours. A daily season turns twice a day. */
const FLAP_WINDOW_MS = 6 * HOUR_MS;
const FLAP_TURNS = 4;
/** The metric must have been above for as long as target tracking's alarm takes: 3 x 60 s. */
const ABOVE_MS = 3 * MINUTE_MS;

export type ScalingCode =
  | 'at_maximum_hot'
  | 'at_maximum_refused'
  | 'pinned_at_maximum'
  | 'fixed'
  | 'flapping'
  | 'suspended'
  | 'failing';

export interface ScalingFinding {
  code: ScalingCode;
  severity: 'warning' | 'info';
  message: Message;
  /** Epoch ms; null where nobody knows. */
  since: number | null;
}

export interface ScalingChange {
  /** Epoch ms. */
  at: number;
  from: number | null;
  to: number | null;
  /** Whether the count was really set. */
  done: boolean;
  failed: boolean;
  /** AWS's codes for why nothing was scaled. */
  notScaled: readonly string[];
}

/** A metric that a target tracking policy follows. */
export interface Tracked {
  metric: string;
  target: number;
  /** Newest value; null where no datapoint is stored. */
  value: number | null;
  /** Since when every datapoint has been above the target (epoch ms); null where the newest is not. */
  aboveSince: number | null;
}

export interface ScalingFacts {
  now: number;
  minimum: number;
  maximum: number;
  desired: number;
  suspended: readonly string[];
  policies: number;
  tracked: readonly Tracked[];
  /** Of the last days, in any order. */
  changes: readonly ScalingChange[];
}

/** What is wrong with how something scales, the worst first. Nothing is concluded from what is not known. */
export function scalingFindings(facts: ScalingFacts): ScalingFinding[] {
  const changes = [...facts.changes].sort((a, b) => a.at - b.at);
  return [
    ...atMaximum(facts, changes),
    ...flapping(facts, changes),
    ...failing(changes),
    ...(facts.suspended.length > 0
      ? [finding('suspended', 'warning', null, { what: facts.suspended.join(', ') })]
      : []),
  ];
}

function atMaximum(facts: ScalingFacts, changes: readonly ScalingChange[]): ScalingFinding[] {
  const { now, minimum, maximum, desired, tracked } = facts;
  if (desired < maximum || maximum === 0) return [];
  const hot = tracked.find(
    ({ value, aboveSince }) => value !== null && aboveSince !== null && now - aboveSince >= ABOVE_MS,
  );
  if (hot) {
    const { metric, value, target, aboveSince } = hot;
    return [finding('at_maximum_hot', 'warning', aboveSince, { maximum, metric, value, target })];
  }
  const refused = changes.filter(
    ({ at, notScaled }) => now - at <= REFUSED_WITHIN_MS && notScaled.includes('AlreadyAtMaxCapacity'),
  );
  if (refused.length > 0) {
    return [
      finding('at_maximum_refused', 'warning', refused[0]?.at ?? null, { maximum, count: refused.length }),
    ];
  }
  if (minimum === maximum) return facts.policies > 0 ? [finding('fixed', 'info', null, { maximum })] : [];
  const reached = changes.findLast(({ done, to, from }) => done && to !== null && to !== from);
  if (reached?.to !== desired || now - reached.at < PINNED_MS) return [];
  const seconds = Math.round((now - reached.at) / 1000);
  return [finding('pinned_at_maximum', 'warning', reached.at, { maximum, seconds })];
}

function flapping({ now }: ScalingFacts, changes: readonly ScalingChange[]): ScalingFinding[] {
  const recent = changes.filter(({ at, done }) => done && now - at <= FLAP_WINDOW_MS);
  const turns = directionChanges(recent);
  if (turns.length < FLAP_TURNS) return [];
  return [
    finding('flapping', 'warning', turns[0] ?? null, { turns: turns.length, seconds: FLAP_WINDOW_MS / 1000 }),
  ];
}

function failing(changes: readonly ScalingChange[]): ScalingFinding[] {
  const lastGood = changes.findLastIndex(({ failed, notScaled }) => !failed && notScaled.length === 0);
  const failed = changes
    .slice(lastGood + 1)
    .filter((change) => change.failed && change.notScaled.length === 0);
  const [first] = failed;
  return first ? [finding('failing', 'warning', first.at, { count: failed.length })] : [];
}

function finding(
  code: ScalingCode,
  severity: ScalingFinding['severity'],
  since: number | null,
  params: Message['params'],
): ScalingFinding {
  return { code, severity, since, message: sayScaling(`scaling.${code}`, params) };
}

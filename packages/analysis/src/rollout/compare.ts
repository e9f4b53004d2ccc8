import type { Message } from '../message/message.js';
import { quantileOfSorted } from '../statistics/index.js';
import { rankTestGreater, shareTestGreater } from './rank-test.js';
import { sayRollout } from './rollout-texts.js';
import type { RolloutSide } from './split.js';

export type RolloutVerdict = 'worse' | 'better' | 'same' | 'uncertain' | 'unknown';
export interface RolloutFinding {
  what: 'startup' | 'stops' | 'errors';
  verdict: RolloutVerdict;
  message: Message;
}

/** Lines of a side by severity, and over how many task minutes; null where its log was not read. */
export interface ErrorLines {
  errors: number;
  taskMinutes: number;
}

/** Chance below which a difference is called one. */
const SURE = 0.05;
/** A difference in start-up that nobody would act on, whatever its chance. */
const LEAST_SECONDS = 3;
const LEAST_SHARE = 0.1;
/** With fewer on a side no difference can be told from chance (three against three: one in twenty). */
const FEWEST = 3;

/** "Start-up slower by 21 s: 38 s -> 59 s, 6 of 6 tasks"; uncertain when few, unknown when a side was not seen. */
export function compareStartup(before: readonly number[], after: readonly number[]): RolloutFinding {
  const find = (verdict: RolloutVerdict, message: Message): RolloutFinding => ({
    what: 'startup',
    verdict,
    message,
  });
  if (after.length === 0) return find('unknown', sayRollout('rollout.startup_no_new'));
  const [low, high] = [before.toSorted(ascending), after.toSorted(ascending)];
  const to = quantileOfSorted(high, 0.5);
  if (before.length === 0)
    return find('unknown', sayRollout('rollout.startup_no_old', { after: to, count: after.length }));
  const from = quantileOfSorted(low, 0.5);
  const slower = to > from;
  const params = {
    before: from,
    after: to,
    difference: Math.abs(to - from),
    count: after.filter((seconds) => (slower ? seconds > from : seconds < from)).length,
    of: after.length,
  };
  const isSmall = params.difference < Math.max(LEAST_SECONDS, from * LEAST_SHARE);
  if (Math.min(before.length, after.length) < FEWEST)
    return find('uncertain', sayRollout('rollout.startup_few', { ...params, count: before.length }));
  if (isSmall) return find('same', sayRollout('rollout.startup_same', params));
  const p = slower ? rankTestGreater(low, high) : rankTestGreater(high, low);
  if (p > SURE) return find('uncertain', sayRollout('rollout.startup_uncertain', params));
  return slower
    ? find('worse', sayRollout('rollout.startup_slower', params))
    : find('better', sayRollout('rollout.startup_faster', params));
}

function ascending(a: number, b: number): number {
  return a - b;
}

type Stops = Pick<RolloutSide, 'tasks' | 'abnormalStops' | 'causes' | 'failedToStart'>;

/** Stops that a person should look at, as a share of the tasks of each side. */
export function compareStops(old: Stops, fresh: Stops): RolloutFinding {
  const find = (verdict: RolloutVerdict, message: Message): RolloutFinding => ({
    what: 'stops',
    verdict,
    message,
  });
  if (fresh.tasks === 0) return find('unknown', sayRollout('rollout.stops_no_new'));
  const params = {
    count: fresh.abnormalStops,
    of: fresh.tasks,
    before: old.abnormalStops,
    beforeOf: old.tasks,
    failed: fresh.failedToStart,
  };
  if (fresh.abnormalStops === 0) {
    const better = shareTestGreater(old.abnormalStops, old.tasks, 0, fresh.tasks) <= SURE;
    return better
      ? find('better', sayRollout('rollout.stops_better', params))
      : find('same', sayRollout('rollout.stops_none', params));
  }
  const p = shareTestGreater(fresh.abnormalStops, fresh.tasks, old.abnormalStops, old.tasks);
  // Most of the new tasks failed where nothing failed before: that needs no statistics.
  const plain = old.abnormalStops === 0 && fresh.abnormalStops >= FEWEST && params.count * 2 > params.of;
  if (plain || p <= SURE) return find('worse', sayRollout('rollout.stops_worse', params));
  return find('uncertain', sayRollout('rollout.stops_uncertain', params));
}

/** Log lines of ERROR and FATAL per task minute; so many more, and at least so many, are a difference. */
const MORE_TIMES = 2;
const FEWEST_LINES = 10;
const LEAST_MINUTES = 2;

export function compareErrors(old: ErrorLines | null, fresh: ErrorLines | null): RolloutFinding {
  const find = (verdict: RolloutVerdict, message: Message): RolloutFinding => ({
    what: 'errors',
    verdict,
    message,
  });
  if (fresh === null || old === null) return find('unknown', sayRollout('rollout.errors_unknown'));
  const [before, after] = [old, fresh].map(({ errors, taskMinutes }) =>
    taskMinutes > 0 ? errors / taskMinutes : 0,
  ) as [number, number];
  const params = { before, after, count: fresh.errors };
  if (Math.min(old.taskMinutes, fresh.taskMinutes) < LEAST_MINUTES)
    return find('uncertain', sayRollout('rollout.errors_few', params));
  if (fresh.errors >= FEWEST_LINES && after >= before * MORE_TIMES)
    return find('worse', sayRollout('rollout.errors_more', params));
  if (old.errors >= FEWEST_LINES && before >= after * MORE_TIMES)
    return find('better', sayRollout('rollout.errors_fewer', params));
  return find('same', sayRollout('rollout.errors_same', params));
}

const RANK: Readonly<Record<RolloutVerdict, number>> = {
  worse: 0,
  uncertain: 1,
  better: 2,
  same: 3,
  unknown: 4,
};
/** What weighs more comes first among equals. */
const WEIGHT: readonly RolloutFinding['what'][] = ['stops', 'startup', 'errors'];

/** The findings that the answer begins with, the worst first. */
export function rankFindings(findings: readonly RolloutFinding[]): RolloutFinding[] {
  return findings.toSorted(
    (a, b) => RANK[a.verdict] - RANK[b.verdict] || WEIGHT.indexOf(a.what) - WEIGHT.indexOf(b.what),
  );
}

/** One verdict for the whole: the worst that is known. */
export function overallVerdict(findings: readonly RolloutFinding[]): RolloutVerdict {
  return rankFindings(findings)[0]?.verdict ?? 'unknown';
}

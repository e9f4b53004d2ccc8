import type { CauseClass } from '../stop-cause/stop-cause.js';
import { evaluateChecks, minutesSince, type Check, type StatusReason, type StatusResult } from './status.js';
import { reason } from './reason.js';

/** Facts of a service at `now`; null is "not known", times are epoch ms. */
export interface ServiceStatusFacts {
  now: number;
  desired: number;
  running: number;
  pending: number;
  /** Since when running has been below desired; null when it is not below, or not known. */
  belowDesiredSince: number | null;
  rollout: {
    state: string | null;
    reason: string | null;
    revision: number | null;
    failedTasks: number;
    breakerThreshold: number | null;
    startedAt: number | null;
  } | null;
  /** Abnormal stops of the last hour by class. */
  abnormalStops: readonly { class: CauseClass; count: number; last15Minutes: number; since: number }[];
  targets: { unhealthy: number; total: number; since: number | null } | null;
  /** Since when AWS says that it cannot consistently start tasks. */
  startImpairedSince: number | null;
  /** Since when AWS says that it cannot place a task, with its reason. */
  placement: { since: number; reason: string | null } | null;
  /** Target tracking at its maximum with the metric above the target. */
  atMaximum: { maximum: number; since: number } | null;
  /** Highest one-minute memory of a task in percent, and whether it has been like that for two weeks. */
  memory: { maximumPercent: number; since: number | null; usual: boolean } | null;
}

/** Below desired for so long is no longer start-up noise (docs: "A deployment never hides an alert"). */
const STARTING_MINUTES = 3;
const BELOW_CRITICAL_MINUTES = 10;
const BELOW_CRITICAL_SHARE = 0.5;
/** Crash loop: three stops in a quarter of an hour. */
const LOOP_STOPS = 3;
const AT_MAXIMUM_MINUTES = 10;
const MEMORY_PERCENT = 95;

const CHECKS: readonly Check<ServiceStatusFacts>[] = [
  belowDesired,
  rollout,
  ({ startImpairedSince }) =>
    startImpairedSince === null ? null : reason('start_impaired', 'critical', startImpairedSince),
  ({ placement }) =>
    placement && reason('placement_failed', 'warning', placement.since, { reason: placement.reason }),
  unhealthyTargets,
  worstStops,
  atMaximum,
  memoryHigh,
];

/** How a service does, with reasons, worst first. A service that should have no task is ok. */
export function serviceStatus(facts: ServiceStatusFacts): StatusResult {
  return evaluateChecks(facts, CHECKS);
}

function belowDesired(facts: ServiceStatusFacts): StatusReason | null {
  const { desired, running, pending, belowDesiredSince, now } = facts;
  if (desired <= 0 || running >= desired) return null;
  const minutes = minutesSince(belowDesiredSince, now);
  const params = { running, desired, pending };
  const fresh = minutes === null || minutes < STARTING_MINUTES;
  if (fresh && pending > 0 && running > 0) return reason('starting', 'info', belowDesiredSince, params);
  if (running === 0) return reason('none_running', 'critical', belowDesiredSince, params);
  const deep = running <= desired * BELOW_CRITICAL_SHARE;
  const long = minutes !== null && minutes >= BELOW_CRITICAL_MINUTES;
  return reason('below_desired', deep || long ? 'critical' : 'warning', belowDesiredSince, params);
}

function rollout({ rollout: current }: ServiceStatusFacts): StatusReason | null {
  if (!current) return null;
  const { state, failedTasks, breakerThreshold, startedAt, revision } = current;
  const params = { revision, failed: failedTasks, threshold: breakerThreshold, reason: current.reason };
  if (state === 'FAILED') return reason('rollout_failed', 'critical', startedAt, params);
  if (state !== 'IN_PROGRESS') return null;
  if (current.reason?.toLowerCase().includes('rolling back')) {
    return reason('rolling_back', 'critical', startedAt, params);
  }
  if (failedTasks === 0) return reason('rollout_running', 'info', startedAt, params);
  const near = breakerThreshold !== null && failedTasks * 2 >= breakerThreshold;
  const key = breakerThreshold === null ? 'rollout_failing_unbroken' : 'rollout_failing';
  return reason(key, near ? 'critical' : 'warning', startedAt, params);
}

function unhealthyTargets({ targets }: ServiceStatusFacts): StatusReason | null {
  if (!targets || targets.unhealthy === 0) return null;
  const status = targets.unhealthy >= targets.total ? 'critical' : 'warning';
  return reason('unhealthy_targets', status, targets.since, {
    unhealthy: targets.unhealthy,
    total: targets.total,
  });
}

function worstStops({ abnormalStops }: ServiceStatusFacts): StatusReason | null {
  const [worst] = [...abnormalStops].sort((a, b) => b.last15Minutes - a.last15Minutes || b.count - a.count);
  if (!worst || worst.count === 0) return null;
  const loop = worst.last15Minutes >= LOOP_STOPS;
  const memory = worst.class === 'oom';
  const key = loop ? (memory ? 'oom_loop' : 'crash_loop') : memory ? 'oom' : 'abnormal_stops';
  return reason(key, loop ? 'critical' : 'warning', worst.since, {
    count: worst.count,
    cause: { key: `cause.${worst.class}`, params: {} },
  });
}

function atMaximum({ atMaximum: limit, now }: ServiceStatusFacts): StatusReason | null {
  const minutes = limit && minutesSince(limit.since, now);
  if (!limit || minutes === null || minutes < AT_MAXIMUM_MINUTES) return null;
  return reason('at_maximum', 'warning', limit.since, { maximum: limit.maximum });
}

function memoryHigh({ memory }: ServiceStatusFacts): StatusReason | null {
  if (!memory || memory.maximumPercent < MEMORY_PERCENT) return null;
  // A level held for two weeks without a stop is normal (a JVM takes what it may).
  return reason('memory_high', memory.usual ? 'info' : 'warning', memory.since, {
    percent: memory.maximumPercent,
  });
}

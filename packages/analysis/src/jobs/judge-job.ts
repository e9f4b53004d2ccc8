import { quantileOfSorted } from '../statistics/quantile.js';
import { learnSchedule, missedRuns, type LearnedSchedule } from './schedule.js';

/** One run of a job; times in epoch ms. */
export interface JobRun {
  id: string;
  createdAt: number;
  startedAt: number | null;
  stoppedAt: number | null;
  exitCode: number | null;
  /** Whether its stop is one that somebody should look at. */
  abnormal: boolean;
}

export type JobState = 'failed' | 'missed' | 'slow' | 'running' | 'ok' | 'unknown';

export interface JudgedJob {
  /** The worst that holds now: what its last finished run was, what did not come, what takes too long. */
  state: JobState;
  schedule: LearnedSchedule | null;
  /** Epoch ms. */
  missed: number[];
  nextAt: number | null;
  /** Seconds of finished, successful runs; null without one. */
  usual: { p50: number; p90: number; runs: number } | null;
  /** Runs that began while the one before was not over. */
  overlaps: number;
  failures: number;
  /** Ids of runs that took (or take) much longer than usual. */
  slow: string[];
}

/** Fewer finished runs say nothing of what is usual. */
const FEWEST_RUNS = 5;
const SLOW_FACTOR = 1.5;
const SLOW_SECONDS = 60;

/** Seconds from the start of the containers (or the creation) to the end, or to `now` while it lasts. */
export function runSeconds(run: JobRun, now: number): number {
  return Math.max(0, (run.stoppedAt ?? now) - (run.startedAt ?? run.createdAt)) / 1000;
}

/** Whether a finished run did not do its work. */
export function runFailed(run: JobRun): boolean {
  return run.stoppedAt !== null && (run.abnormal || (run.exitCode !== null && run.exitCode !== 0));
}

/**
 * What is known of a job from its runs (any order).
 * @param watchedUntil epoch ms up to which starts would have been seen
 * @param blind stretches (epoch ms) of which nobody knows: a run that did not come there is not called missed
 */
export function judgeJob(
  runs: readonly JobRun[],
  watchedUntil: number,
  blind: readonly { from: number; to: number }[] = [],
): JudgedJob {
  const sorted = [...runs].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const starts = sorted.map(({ createdAt }) => createdAt);
  const schedule = learnSchedule(starts);
  const known = (at: number): boolean => !blind.some(({ from, to }) => at >= from && at <= to);
  const missed = schedule ? missedRuns(starts, schedule, watchedUntil).filter(known) : [];
  const usual = usualOf(sorted, watchedUntil);
  const slow = sorted.filter((run) => isSlow(run, usual, watchedUntil)).map(({ id }) => id);
  const last = sorted.at(-1);
  return {
    state: stateOf(sorted, { missed, slow }),
    schedule,
    missed,
    nextAt: schedule && last ? last.createdAt + schedule.everyMs : null,
    usual,
    overlaps: overlapsOf(sorted),
    failures: sorted.filter(runFailed).length,
    slow,
  };
}

function usualOf(runs: readonly JobRun[], now: number): JudgedJob['usual'] {
  const seconds = runs
    .filter((run) => run.stoppedAt !== null && !runFailed(run))
    .map((run) => runSeconds(run, now))
    .sort((a, b) => a - b);
  if (seconds.length === 0) return null;
  return { p50: quantileOfSorted(seconds, 0.5), p90: quantileOfSorted(seconds, 0.9), runs: seconds.length };
}

function isSlow(run: JobRun, usual: JudgedJob['usual'], now: number): boolean {
  if (!usual || usual.runs < FEWEST_RUNS) return false;
  const seconds = runSeconds(run, now);
  return seconds > usual.p90 * SLOW_FACTOR && seconds > usual.p50 + SLOW_SECONDS;
}

function stateOf(sorted: readonly JobRun[], { missed, slow }: Pick<JudgedJob, 'missed' | 'slow'>): JobState {
  const last = sorted.at(-1);
  if (!last) return 'unknown';
  const finished = sorted.findLast(({ stoppedAt }) => stoppedAt !== null);
  if (finished && runFailed(finished)) return 'failed';
  if (missed.some((at) => at > last.createdAt)) return 'missed';
  if (slow.includes(last.id)) return 'slow';
  return last.stoppedAt === null ? 'running' : 'ok';
}

function overlapsOf(sorted: readonly JobRun[]): number {
  let busyUntil = -Infinity;
  let overlaps = 0;
  for (const { createdAt, stoppedAt } of sorted) {
    if (createdAt < busyUntil) overlaps += 1;
    busyUntil = Math.max(busyUntil, stoppedAt ?? Infinity);
  }
  return overlaps;
}

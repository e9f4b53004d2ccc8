import { quantileOfSorted } from '../statistics/quantile.js';

/** A rhythm that was learned from starts; milliseconds. */
export interface LearnedSchedule {
  everyMs: number;
  /** How far a start may be from its place and still be the run that was expected. */
  toleranceMs: number;
  /** Starts that it was learned from. */
  starts: number;
}

/** Two intervals and more: with fewer, anything would be a rhythm. */
const FEWEST_STARTS = 4;
/** So many of the intervals must be one period or several whole ones. */
const REGULAR_SHARE = 0.8;
/** ... and so many must be one period alone. */
const SINGLE_SHARE = 0.6;
const TOLERANCE_SHARE = 0.1;
const LEAST_TOLERANCE_MS = 90_000;
const SHORTEST_MS = 60_000;

/**
 * The period of a job from the moments of its starts (epoch ms, any order); null where they have no rhythm that one
 * period explains. Gaps of several periods are missed runs and not another period. Local time that jumps by an hour
 * (daylight saving) is within the tolerance of a daily job only by coincidence, so such a day counts as irregular.
 */
export function learnSchedule(starts: readonly number[]): LearnedSchedule | null {
  const sorted = [...new Set(starts)].sort((a, b) => a - b);
  if (sorted.length < FEWEST_STARTS) return null;
  const gaps = sorted.slice(1).map((at, i) => at - (sorted[i] as number));
  const ordered = [...gaps].sort((a, b) => a - b);
  const everyMs = quantileOfSorted(ordered, 0.5);
  if (everyMs < SHORTEST_MS) return null;
  const toleranceMs = toleranceOf(everyMs);
  const periods = gaps.map((gap) => Math.round(gap / everyMs));
  const fits = gaps.filter((gap, i) => Math.abs(gap - (periods[i] as number) * everyMs) <= toleranceMs);
  const single = gaps.filter((gap) => Math.abs(gap - everyMs) <= toleranceMs);
  if (fits.length < gaps.length * REGULAR_SHARE || single.length < gaps.length * SINGLE_SHARE) return null;
  // The mean of the single periods: the median of many is one of them, with its own jitter.
  const mean = single.reduce((sum, gap) => sum + gap, 0) / single.length;
  return { everyMs: Math.round(mean), toleranceMs, starts: sorted.length };
}

/**
 * Moments at which a run was expected and none came, up to `now` (epoch ms), oldest first. A run is missed once its
 * tolerance has passed.
 */
export function missedRuns(starts: readonly number[], schedule: LearnedSchedule, now: number): number[] {
  const { everyMs, toleranceMs } = schedule;
  const sorted = [...new Set(starts)].sort((a, b) => a - b);
  const missed: number[] = [];
  sorted.forEach((at, i) => {
    const next = sorted[i + 1] ?? now;
    const last = i === sorted.length - 1;
    for (let expected = at + everyMs; expected + toleranceMs < next; expected += everyMs) {
      if (!last && next - expected < everyMs - toleranceMs) break;
      missed.push(expected);
    }
  });
  return missed;
}

function toleranceOf(everyMs: number): number {
  return Math.max(LEAST_TOLERANCE_MS, everyMs * TOLERANCE_SHARE);
}

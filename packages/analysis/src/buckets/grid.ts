import { startOfDayNumber, zonedDayNumber } from './zone.js';

/** Steps that /metrics/query may answer with, in seconds (docs: "Names that stay as they are"). */
export const STEP_LADDER = [60, 300, 900, 1800, 3600, 10_800, 21_600, 86_400] as const;
export type Step = (typeof STEP_LADDER)[number];

/** Buckets of one answer. `starts` are epoch ms, ascending; bucket i covers [starts[i], starts[i+1] or end). */
export interface BucketGrid {
  step: Step;
  starts: Float64Array;
  /** Exclusive end of the data taken into the last bucket (epoch ms): the trailing bucket may be partial. */
  end: number;
}

export interface GridRange {
  /** Epoch ms, inclusive. */
  from: number;
  /** Epoch ms, exclusive. */
  to: number;
  /** IANA zone to which steps of a day align; shorter steps align to the epoch. */
  tz: string;
}

/**
 * Buckets that cover a range. The first one starts at or before `from` and holds its whole step, so that a
 * bucket's value does not change when the range is moved; the last one ends at `to`.
 * @throws RangeError when the range is empty or not finite.
 */
export function bucketGrid(range: GridRange & { step: Step }): BucketGrid {
  checkRange(range);
  const starts = range.step === 86_400 ? dayStarts(range) : uniformStarts(range, range.step * 1000);
  return { step: range.step, starts, end: range.to };
}

/**
 * Smallest step of the ladder whose buckets over the range are at most `points`.
 * `fits` is false when even days are too many; the step is then a day and `count` says how many there are.
 * @param range.minStep floor in seconds, such as the period of the slowest series, to avoid empty buckets.
 */
export function chooseStep(range: GridRange & { points: number; minStep?: number }): {
  step: Step;
  count: number;
  fits: boolean;
} {
  checkRange(range);
  if (!(range.points >= 1))
    throw new RangeError(`points: ${range.points} is not a positive number; use 1 or more`);
  for (const step of STEP_LADDER) {
    if (step < (range.minStep ?? 0) && step < 86_400) continue;
    const count = countBuckets(range, step);
    if (count <= range.points) return { step, count, fits: true };
  }
  return { step: 86_400, count: countBuckets(range, 86_400), fits: false };
}

/** Index of the bucket that holds an instant, or -1 outside the grid. */
export function bucketIndex(grid: BucketGrid, at: number): number {
  const first = grid.starts[0];
  if (first === undefined || at < first || at >= grid.end) return -1;
  if (grid.step !== 86_400) return Math.floor((at - first) / (grid.step * 1000));
  let low = 0;
  let high = grid.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((grid.starts[middle] ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many of the last buckets may still change because they hold time at or after `settledUntil` (epoch ms). */
export function provisionalCount(grid: BucketGrid, settledUntil: number): number {
  let settled = 0;
  for (let i = 0; i < grid.starts.length; i += 1) {
    const end = i + 1 < grid.starts.length ? (grid.starts[i + 1] ?? grid.end) : grid.end;
    if (end > settledUntil) break;
    settled += 1;
  }
  return grid.starts.length - settled;
}

function checkRange({ from, to }: GridRange): void {
  if (!Number.isFinite(from) || !Number.isFinite(to))
    throw new RangeError(`from/to: ${from}/${to} are not instants; use epoch ms`);
  if (to <= from) throw new RangeError(`to: ${to} is not after from ${from}; use a later end`);
}

function countBuckets(range: GridRange, step: Step): number {
  if (step === 86_400)
    return zonedDayNumber(range.tz, range.to - 1) - zonedDayNumber(range.tz, range.from) + 1;
  return Math.ceil(range.to / (step * 1000)) - Math.floor(range.from / (step * 1000));
}

function uniformStarts({ from, to }: GridRange, stepMs: number): Float64Array {
  const first = Math.floor(from / stepMs);
  const starts = new Float64Array(Math.ceil(to / stepMs) - first);
  for (let i = 0; i < starts.length; i += 1) starts[i] = (first + i) * stepMs;
  return starts;
}

function dayStarts({ from, to, tz }: GridRange): Float64Array {
  const first = zonedDayNumber(tz, from);
  const starts = new Float64Array(zonedDayNumber(tz, to - 1) - first + 1);
  for (let i = 0; i < starts.length; i += 1) starts[i] = startOfDayNumber(tz, first + i);
  return starts;
}

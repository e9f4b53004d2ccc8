import { bucketIndex, type BucketGrid } from './grid.js';
import type { DayRow, MinuteRow } from './hour.js';
import { combinationOf, methodName } from './statistic.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Stored points of one series. An hour found in `days` is taken from there and not from `minutes`. */
export interface StoredPoints {
  minutes?: readonly MinuteRow[];
  days?: readonly DayRow[];
}

export interface AggregateInput extends StoredPoints {
  /** CloudWatch's name of the stored statistic. */
  statistic: string;
  /** The SampleCount series of the same metric, where stored: weights for Average. */
  sampleCounts?: StoredPoints;
}

/** One value per bucket of the grid; NaN is no data. */
export interface BucketSeries {
  values: Float64Array;
  /** Envelope: least and greatest stored point of each bucket. */
  min: Float64Array;
  max: Float64Array;
  /** Stored points in each bucket. */
  count: Uint32Array;
  method: string;
  /** Period in seconds of the newest row (60 where there is none). */
  period: number;
}

/** Running totals per bucket, in typed arrays: the hot path of every chart allocates nothing per point. */
interface Totals {
  sum: Float64Array;
  count: Uint32Array;
  min: Float64Array;
  max: Float64Array;
}

/**
 * Combines stored points into buckets: Sum and SampleCount add, Minimum and Maximum take the extreme, Average is
 * weighted by SampleCount where every point of the bucket has one and else the plain mean, percentiles take the
 * maximum of the stored ones (they are never averaged).
 * Hours read from `days` fall whole into the bucket of their start, so in zones with a half-hour offset a day's
 * edges are off by that half hour; `minutes` are exact everywhere.
 */
export function aggregateBuckets(grid: BucketGrid, input: AggregateInput): BucketSeries {
  const totals = accumulate(grid, input);
  const weights = input.statistic === 'Average' && input.sampleCounts ? input.sampleCounts : undefined;
  const weighted = weights ? weightedMeans(grid, input, weights) : undefined;
  const period = newestPeriod(input);
  return {
    values: finish(totals, input.statistic, weighted),
    min: totals.min,
    max: totals.max,
    count: totals.count,
    method: methodName(input.statistic, period, grid.step, weighted !== undefined),
    period,
  };
}

/** Values as the contract wants them: null for no data, each multiplied by the catalogue's unit factor. */
export function toNullable(values: ArrayLike<number>, factor = 1): (number | null)[] {
  const out: (number | null)[] = Array.from({ length: values.length }, () => null);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value === value) out[i] = value * factor;
  }
  return out;
}

function accumulate(grid: BucketGrid, points: StoredPoints): Totals {
  const size = grid.starts.length;
  const totals: Totals = {
    sum: new Float64Array(size),
    count: new Uint32Array(size),
    min: new Float64Array(size).fill(NaN),
    max: new Float64Array(size).fill(NaN),
  };
  const settled = new Set<number>();
  for (const row of points.days ?? []) addDay(grid, row, totals, settled);
  for (const row of points.minutes ?? []) if (!settled.has(row.hour)) addHour(grid, row, totals);
  return totals;
}

function addDay(grid: BucketGrid, row: DayRow, totals: Totals, settled: Set<number>): void {
  for (let h = 0; h < 24; h += 1) {
    const count = row.count[h] as number;
    if (!(count > 0)) continue;
    const hour = row.day + h * HOUR_MS;
    settled.add(hour);
    const at = bucketIndex(grid, hour);
    if (at < 0) continue;
    (totals.sum[at] as number) += row.sum[h] as number;
    (totals.count[at] as number) += count;
    widen(totals, at, row.min[h] as number, row.max[h] as number);
  }
}

function addHour(grid: BucketGrid, row: MinuteRow, totals: Totals): void {
  const { slots, hour } = row;
  const uniform = grid.step !== 86_400;
  const origin = grid.starts[0] ?? 0;
  const stepMs = grid.step * 1000;
  for (let s = 0; s < slots.length; s += 1) {
    const value = slots[s] as number;
    if (value !== value) continue;
    const t = hour + s * MINUTE_MS;
    if (t < origin || t >= grid.end) continue;
    const at = uniform ? Math.floor((t - origin) / stepMs) : bucketIndex(grid, t);
    (totals.sum[at] as number) += value;
    (totals.count[at] as number) += 1;
    widen(totals, at, value, value);
  }
}

function widen(totals: Totals, at: number, low: number, high: number): void {
  // Written as negations so that the first value also replaces NaN.
  if (!((totals.min[at] as number) <= low)) totals.min[at] = low;
  if (!((totals.max[at] as number) >= high)) totals.max[at] = high;
}

function finish(totals: Totals, statistic: string, weighted?: Float64Array): Float64Array {
  const combination = combinationOf(statistic);
  if (combination === 'minimum') return totals.min;
  if (combination === 'maximum' || combination === 'percentile') return totals.max;
  const values = new Float64Array(totals.sum.length).fill(NaN);
  for (let i = 0; i < values.length; i += 1) {
    const count = totals.count[i] as number;
    if (count === 0) continue;
    const sum = totals.sum[i] as number;
    const mean = weighted && weighted[i] === weighted[i] ? (weighted[i] as number) : sum / count;
    values[i] = combination === 'add' ? sum : mean;
  }
  return values;
}

/**
 * Means weighted by SampleCount, NaN where a point of the bucket has no SampleCount. Minute points are weighted one
 * by one; settled hours by the hour's total SampleCount, the finest that is kept.
 */
function weightedMeans(grid: BucketGrid, values: StoredPoints, weights: StoredPoints): Float64Array {
  const size = grid.starts.length;
  const sum = new Float64Array(size);
  const weight = new Float64Array(size);
  const add = (t: number, value: number, w: number): void => {
    const at = bucketIndex(grid, t);
    if (at < 0) return;
    (sum[at] as number) += value * w;
    (weight[at] as number) += w;
  };
  const settled = new Set<number>();
  const weightDays = new Map((weights.days ?? []).map((row) => [row.day, row]));
  for (const row of values.days ?? []) {
    const w = weightDays.get(row.day);
    for (let h = 0; h < 24; h += 1) {
      const count = row.count[h] as number;
      if (!(count > 0)) continue;
      settled.add(row.day + h * HOUR_MS);
      const mean = (row.sum[h] as number) / count;
      add(row.day + h * HOUR_MS, mean, w && w.count[h] === count ? (w.sum[h] as number) : NaN);
    }
  }
  const weightHours = new Map((weights.minutes ?? []).map((row) => [row.hour, row.slots]));
  for (const row of values.minutes ?? []) {
    if (settled.has(row.hour)) continue;
    const w = weightHours.get(row.hour);
    for (let s = 0; s < row.slots.length; s += 1) {
      const value = row.slots[s] as number;
      if (value === value) add(row.hour + s * MINUTE_MS, value, w ? (w[s] as number) : NaN);
    }
  }
  return sum.map((total, i) => ((weight[i] as number) > 0 ? total / (weight[i] as number) : NaN));
}

function newestPeriod(points: StoredPoints): number {
  let newest = -Infinity;
  let period = 60;
  for (const row of points.minutes ?? []) if (row.hour >= newest) [newest, period] = [row.hour, row.period];
  for (const row of points.days ?? []) if (row.day >= newest) [newest, period] = [row.day, row.period];
  return period;
}

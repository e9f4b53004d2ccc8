import { quantileOfSorted, sortedPresent } from '../statistics/quantile.js';

export const HOUR_MS = 3_600_000;

/**
 * What one dimension of one resource used, hour by hour. Percent of what is provisioned; NaN is no data. An hour is that
 * of the epoch (its start is a multiple of 3,600,000 ms) and belongs to the week, and the day, in which it begins.
 */
export interface HourlyUse {
  /** Start of the first hour, epoch ms. */
  from: number;
  /** Plain mean of the datapoints (statistic Average) that are stored of the hour. */
  means: Float64Array;
  /** The highest of those datapoints. */
  peaks: Float64Array;
}

/** Hours of a series as stored: mean, least and greatest datapoint. Same unit; NaN is no data. */
export interface StoredHours {
  from: number;
  values: ArrayLike<number>;
  min: ArrayLike<number>;
  max: ArrayLike<number>;
}

/** How a stored value becomes percent: it is percent, a part of a whole, or what is left of a whole. */
export type UseOf = { of: 'percent' } | { of: 'part' | 'free'; whole: (at: number) => number | null };

/** Percent of a whole that is not known, or not above zero, is no data. What is free is used where it is not. */
export function hourlyUse(stored: StoredHours, use: UseOf): HourlyUse {
  const { from, values, min, max } = stored;
  if (use.of === 'percent') {
    return { from, means: Float64Array.from(values), peaks: Float64Array.from(max) };
  }
  const means = new Float64Array(values.length).fill(NaN);
  const peaks = new Float64Array(values.length).fill(NaN);
  for (let i = 0; i < values.length; i += 1) {
    const whole = use.whole(from + i * HOUR_MS);
    if (whole === null || !(whole > 0)) continue;
    const percent = (value: number): number =>
      use.of === 'part' ? (100 * value) / whole : Math.max(0, 100 * (1 - value / whole));
    means[i] = percent(values[i] as number);
    // The least that was free is the most that was used.
    peaks[i] = percent((use.of === 'part' ? max[i] : min[i]) as number);
  }
  return { from, means, peaks };
}

/** The figures of a range of hours; null where none has data. */
export interface UseFigures {
  p50: number | null;
  p95: number | null;
  max: number | null;
  /** Percent of the hours that have data; 0 for a range without hours. */
  completeness: number;
}

/** Indexes [first, end) of the hours that begin within a range (epoch ms), as far as there are any. */
export function hoursWithin(
  { from, means }: HourlyUse,
  range: { from: number; to: number },
): [number, number] {
  const index = (at: number): number => Math.ceil((at - from) / HOUR_MS);
  const inside = (i: number): number => Math.min(Math.max(i, 0), means.length);
  return [inside(index(range.from)), inside(index(range.to))];
}

/**
 * `p50` and `p95` are quantiles (type 7: linear between order statistics) over the means of the hours that begin within
 * the range and have data; `max` is the highest datapoint of them. `completeness` counts against all hours of the range.
 */
export function useFigures(use: HourlyUse, range: { from: number; to: number }): UseFigures {
  const [first, end] = hoursWithin(use, range);
  const ascending = sortedPresent(use.means.subarray(first, end));
  const hours = Math.max(0, Math.ceil(range.to / HOUR_MS) - Math.ceil(range.from / HOUR_MS));
  const completeness = hours === 0 ? 0 : (100 * ascending.length) / hours;
  if (ascending.length === 0) return { p50: null, p95: null, max: null, completeness };
  let max = -Infinity;
  for (let i = first; i < end; i += 1) if ((use.peaks[i] as number) > max) max = use.peaks[i] as number;
  return {
    p50: quantileOfSorted(ascending, 0.5),
    p95: quantileOfSorted(ascending, 0.95),
    max: max === -Infinity ? null : max,
    completeness,
  };
}

/** Mean of the hours of a range that have data, weighted alike; null for none. */
export function meanWithin(use: HourlyUse, range: { from: number; to: number }): number | null {
  const [first, end] = hoursWithin(use, range);
  const present = sortedPresent(use.means.subarray(first, end));
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length;
}

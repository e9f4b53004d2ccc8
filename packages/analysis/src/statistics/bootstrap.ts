import { quantileOfSorted } from './quantile.js';
import type { Random } from './random.js';

export interface Interval {
  low: number;
  expected: number;
  high: number;
}

const RESAMPLES = 500;

/**
 * 90 % interval of the mean of daily values by resampling whole days, which keeps what belongs together within a day.
 * NaN days are left out; null for none. One day gives an interval of no width.
 */
export function dayBlockInterval(daily: ArrayLike<number>, random: Random): Interval | null {
  const days = Array.from(daily).filter((value) => value === value);
  if (days.length === 0) return null;
  const means = new Float64Array(RESAMPLES);
  for (let r = 0; r < RESAMPLES; r += 1) {
    let sum = 0;
    for (let d = 0; d < days.length; d += 1) sum += days[Math.floor(random() * days.length)] as number;
    means[r] = sum / days.length;
  }
  means.sort();
  const expected = days.reduce((a, b) => a + b, 0) / days.length;
  // Resampled means of equal days differ by rounding: the interval always holds its own middle.
  return {
    low: Math.min(expected, quantileOfSorted(means, 0.05)),
    expected,
    high: Math.max(expected, quantileOfSorted(means, 0.95)),
  };
}

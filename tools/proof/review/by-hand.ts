/**
 * The figures of a review computed once more, from one-minute datapoints and from nothing of the product's: hours by
 * division, quantiles of type 7, plain means.
 */
const HOUR = 3_600_000;

export interface Points {
  t: readonly number[];
  values: readonly number[];
}

export interface Hour {
  mean: number;
  max: number;
  min: number;
}

/** By start of the hour, epoch ms; hours that begin within [from, to). */
export function hoursOf(points: Points, from: number, to: number): Map<number, Hour> {
  const sums = new Map<number, { sum: number; count: number; max: number; min: number }>();
  points.t.forEach((at, i) => {
    const hour = at - (at % HOUR);
    if (hour < from || hour >= to) return;
    // Stored values are float32.
    const value = Math.fround(points.values[i] ?? Number.NaN);
    const known = sums.get(hour) ?? { sum: 0, count: 0, max: -Infinity, min: Infinity };
    known.sum += value;
    known.count += 1;
    known.max = Math.max(known.max, value);
    known.min = Math.min(known.min, value);
    sums.set(hour, known);
  });
  return new Map(
    [...sums].map(([hour, { sum, count, max, min }]) => [hour, { mean: sum / count, max, min }]),
  );
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Monday to Monday of an ISO week in a zone without clock changes, so many hours ahead of UTC. */
export function weekByHand(name: string, hoursAhead: number): { from: number; to: number } {
  const [year = Number.NaN, week = Number.NaN] = name.split('-W').map(Number);
  const january4 = Date.UTC(year, 0, 4);
  const weekday = (new Date(january4).getUTCDay() + 6) % 7;
  const monday = january4 - weekday * 24 * HOUR + (week - 1) * 7 * 24 * HOUR - hoursAhead * HOUR;
  return { from: monday, to: monday + 7 * 24 * HOUR };
}

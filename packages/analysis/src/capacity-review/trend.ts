import { startOfZonedDay, zonedDayNumber } from '../buckets/zone.js';
import { quantileOfSorted, sortedPresent } from '../statistics/quantile.js';
import { theilSen } from '../statistics/theil-sen.js';
import { HOUR_MS, hoursWithin, type HourlyUse } from './hourly-use.js';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** A line through fewer days is a guess. */
const LEAST_DAYS = 10;
/** A day with fewer hours says little of its 95th percentile. */
const LEAST_HOURS = 12;
/** Slower growth is noise of a month. */
const LEAST_PER_WEEK = 0.25;
/** A date beyond it is no forecast. */
export const HORIZON_DAYS = 365;

export interface Slope {
  /** Percent points a week, and the 90 % interval. */
  perWeek: number;
  low: number;
  high: number;
  /** What the line says at `asOf`, percent. */
  level: number;
}

/**
 * Theil-Sen line through the days' 95th percentiles (type 7, over the means of the hours that begin on the day) of a
 * range (each at the middle of its day), until `asOf` (epoch ms). Days are those of the zone; one with fewer than 12 known hours is left out; null with
 * fewer than 10 days.
 */
export function useSlope(
  use: HourlyUse,
  range: { from: number; asOf: number; timeZone: string },
): Slope | null {
  const { from, asOf, timeZone } = range;
  const [weeks, levels]: [number[], number[]] = [[], []];
  for (const day of daysOf(from, asOf, timeZone)) {
    const [first, end] = hoursWithin(use, day);
    const ascending = sortedPresent(use.means.subarray(first, end));
    if (ascending.length < LEAST_HOURS) continue;
    weeks.push(((day.from + day.to) / 2 - asOf) / WEEK_MS);
    levels.push(quantileOfSorted(ascending, 0.95));
  }
  const line = levels.length < LEAST_DAYS ? null : theilSen(weeks, levels);
  return line && { perWeek: line.slope, low: line.low, high: line.high, level: line.intercept };
}

function daysOf(from: number, to: number, timeZone: string): { from: number; to: number }[] {
  const days: { from: number; to: number }[] = [];
  let start = startOfZonedDay(timeZone, from);
  while (start < to) {
    // 36 hours after its start it is the next day in every zone, whether this one has 23 hours or 25.
    const next = startOfZonedDay(timeZone, start + 36 * HOUR_MS);
    if (start >= from) days.push({ from: start, to: Math.min(next, to) });
    if (zonedDayNumber(timeZone, next) <= zonedDayNumber(timeZone, start)) break;
    start = next;
  }
  return days;
}

/** Days from now; `latest` is null where it may never be full. */
export interface DaysToFull {
  days: number;
  earliest: number;
  latest: number | null;
}

/**
 * When the line reaches 100 %, with the band of its slope's 90 % interval. Null where it does not grow for certain (the
 * interval holds zero, or under 0.25 points a week), or not within a year.
 */
export function timeToFull(slope: Slope | null): DaysToFull | null {
  if (slope === null || !(slope.low > 0) || slope.perWeek < LEAST_PER_WEEK) return null;
  const left = Math.max(0, 100 - slope.level);
  const after = (perWeek: number): number => (left / perWeek) * 7;
  const days = after(slope.perWeek);
  if (days > HORIZON_DAYS) return null;
  const latest = after(slope.low);
  return {
    days,
    earliest: after(slope.high),
    latest: latest > 10 * HORIZON_DAYS ? null : latest,
  };
}

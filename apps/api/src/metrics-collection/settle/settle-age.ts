import { HOUR_MS, MINUTE_MS } from '../store/hour-rows.js';

/**
 * Age in ms, counted from its end, at which an hour is settled into metric_days: twice the longest publication delay
 * of what is collected by default (network load balancers, 14 minutes). Points that come later settle their hour again.
 */
export const SETTLE_AGE_MS = 30 * MINUTE_MS;

/** Hours that end at or before this instant (epoch ms) are settled as they are written. */
export function settledUntil(now: number): number {
  return now - SETTLE_AGE_MS;
}

/**
 * Starts of the hours that settling has still to visit, oldest first. The margin keeps it behind every write that was
 * begun while the hour was open.
 */
export function hoursToSettle(from: number, now: number): number[] {
  const hours: number[] = [];
  const last = settledUntil(now) - SETTLE_MARGIN_MS;
  for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour + HOUR_MS <= last; hour += HOUR_MS) {
    hours.push(hour);
  }
  return hours;
}

const SETTLE_MARGIN_MS = 5 * MINUTE_MS;

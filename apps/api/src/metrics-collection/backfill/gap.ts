import type { PlannedSeries } from '../plan/join-series.js';
import { HOUR_MS } from '../store/hour-rows.js';

const DAY_MS = 24 * HOUR_MS;
/** What a new series is given: two weeks. */
const HISTORY_MS = 14 * DAY_MS;

/** A range [from, to) that is still to be read; epoch ms. */
export interface Gap {
  seriesId: number;
  from: number;
  to: number;
  /** Seconds between datapoints. */
  period: number;
}

/** How long CloudWatch keeps datapoints of a period (seconds): 60 s for 15 days, 300 s for 63, 3600 s for 455. */
export function retentionMs(period: number): number {
  return (period >= 3600 ? 455 : period >= 300 ? 63 : 15) * DAY_MS;
}

/**
 * What a poll that reads from `windowFrom` on leaves unread: the first two weeks of a series never polled before, or
 * what passed since it was read last. `overlapMs` before that are read again, for points may have come late.
 */
export function gapBefore(
  series: Pick<PlannedSeries, 'id' | 'period' | 'since' | 'fetchedUntil'>,
  windowFrom: number,
  { now, overlapMs }: { now: number; overlapMs: number },
): Gap | null {
  const { id, period, since, fetchedUntil } = series;
  if (fetchedUntil !== null && fetchedUntil >= windowFrom) return null;
  const first = Math.floor(now / HOUR_MS) * HOUR_MS - HISTORY_MS;
  const from =
    fetchedUntil === null
      ? Math.max(first, since ?? -Infinity)
      : Math.max(fetchedUntil - overlapMs, now - retentionMs(60));
  const step = period * 1000;
  const aligned = Math.floor(from / step) * step;
  return aligned < windowFrom ? { seriesId: id, from: aligned, to: windowFrom, period } : null;
}

/**
 * Where the next slice of history begins that ends at `newest` (epoch ms): the newest 24 hours go first in one slice,
 * then whole UTC days, so that a day of a series is settled at once.
 */
export function sliceStart(newest: number, now: number): number {
  const recent = Math.floor(now / HOUR_MS) * HOUR_MS - DAY_MS;
  if (newest > recent) return recent;
  return Math.floor((newest - 1) / DAY_MS) * DAY_MS;
}

/** Datapoints that a range holds when nothing is missing. */
export function pointsIn({ from, to, period }: Pick<Gap, 'from' | 'to' | 'period'>): number {
  return Math.max(0, Math.floor((to - from) / (period * 1000)));
}

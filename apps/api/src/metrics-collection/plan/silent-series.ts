import type { KnownSeries } from './series.repository.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Whether a series is not worth its price in this poll: two weeks were read without one datapoint. It is asked again
 * once a day, for a feature may be switched on. Young series and young resources are given time.
 * @param since epoch ms at which the resource began; null: unknown, taken as long ago
 */
export function isSilent(
  row: Pick<KnownSeries, 'createdAt' | 'fetchedUntil' | 'lastPointAt' | 'unread'>,
  since: number | null,
  now: number,
): boolean {
  if (row.lastPointAt !== null || row.unread || row.fetchedUntil === null) return false;
  if (now - row.createdAt < HOUR_MS || (since !== null && now - since < DAY_MS)) return false;
  return now - row.fetchedUntil < DAY_MS;
}

import type { Millis } from '../../../world/types.js';

const DAY = 86_400_000;

/** CloudWatch keeps 60 s for 15 days, 300 s for 63 days and 3600 s for 455 days; the finest fitting one serves a period. */
export function oldestKept(now: Millis, periodSeconds: number): Millis {
  const days = periodSeconds % 3600 === 0 ? 455 : periodSeconds % 300 === 0 ? 63 : 15;
  return now - days * DAY;
}

/** StartTime is rounded down: to 1 minute within 15 days, to 5 minutes within 63, to the hour beyond. */
export function roundStart(start: Millis, now: Millis): Millis {
  const age = now - start;
  const grain = age <= 15 * DAY ? 60_000 : age <= 63 * DAY ? 300_000 : 3_600_000;
  return Math.floor(start / grain) * grain;
}

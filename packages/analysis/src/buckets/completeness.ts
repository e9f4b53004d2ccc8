import type { MinuteRow } from './hour.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Points that an hour holds when nothing is missing. `period` in seconds (60, 300, 3600). */
export function expectedPerHour(period: number): number {
  return 3600 / period;
}

export interface Completeness {
  expected: number;
  stored: number;
  /** 0-100, not rounded; 100 where nothing was expected. */
  percent: number;
}

export interface CompletenessRange {
  /** Epoch ms, inclusive. */
  from: number;
  /** Epoch ms, exclusive. */
  to: number;
  /** Seconds between points, for hours of which no row is stored. */
  period: number;
}

/** Stored against expected points of one series in a range; each stored hour is judged by its own period. */
export function completeness(rows: readonly MinuteRow[], range: CompletenessRange): Completeness {
  let expected = 0;
  let stored = 0;
  eachExpectedPoint(rows, range, (_at, present) => {
    expected += 1;
    if (present) stored += 1;
  });
  return { expected, stored, percent: expected === 0 ? 100 : (100 * stored) / expected };
}

export interface Gap {
  /** Epoch ms of the first missing point. */
  from: number;
  /** Epoch ms, exclusive: where the last missing point's period ends. */
  to: number;
  points: number;
}

/** Runs of missing points of one series, oldest first: what a back-fill has to fetch. */
export function findGaps(rows: readonly MinuteRow[], range: CompletenessRange): Gap[] {
  const gaps: Gap[] = [];
  let open: Gap | undefined;
  eachExpectedPoint(rows, range, (at, present, periodMs) => {
    if (present) {
      open = undefined;
    } else if (open) {
      open.to = at + periodMs;
      open.points += 1;
    } else {
      open = { from: at, to: at + periodMs, points: 1 };
      gaps.push(open);
    }
  });
  return gaps;
}

function eachExpectedPoint(
  rows: readonly MinuteRow[],
  { from, to, period }: CompletenessRange,
  visit: (at: number, present: boolean, periodMs: number) => void,
): void {
  const byHour = new Map(rows.map((row) => [row.hour, row]));
  for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) {
    const row = byHour.get(hour);
    const stepMs = (row?.period ?? period) * 1000;
    for (let at = hour; at < hour + HOUR_MS; at += stepMs) {
      if (at < from || at >= to) continue;
      visit(at, row !== undefined && anyPoint(row.slots, at - hour, stepMs), stepMs);
    }
  }
}

function anyPoint(slots: ArrayLike<number>, offsetMs: number, lengthMs: number): boolean {
  const end = Math.min(slots.length, (offsetMs + lengthMs) / MINUTE_MS);
  for (let s = offsetMs / MINUTE_MS; s < end; s += 1) if (slots[s] === slots[s]) return true;
  return false;
}

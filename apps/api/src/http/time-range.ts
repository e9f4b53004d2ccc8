import { parseTimePoint, resolveTimePoint } from '@danji/shared';
import { startOfZonedDay } from '@danji/analysis';
import { badInput } from './app-error.js';

export interface TimeRange {
  /** Epoch ms, inclusive. */
  from: number;
  /** Epoch ms, exclusive. */
  to: number;
}

/** Years that PostgreSQL, JavaScript and the calendar arithmetic all take; nothing was collected before ECS. */
const EARLIEST = Date.UTC(2010, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** One end of a range in epoch ms. @throws AppError VALIDATION naming the field. */
export function resolveTime(field: string, text: string, now: number, zone: string): number {
  const point = parseTimePoint(text);
  if ('error' in point) throw badInput(field, text, point.error);
  const at = resolveTimePoint(point, now, zone);
  if (!(at >= EARLIEST && at < LATEST)) {
    throw badInput(field, text, 'Write a time between 2010-01-01 and 2100-01-01.');
  }
  return at;
}

/** Both ends of a range. @throws AppError VALIDATION when an end is malformed or `from` is not before `to`. */
export function resolveRange(range: { from: string; to: string }, now: number, zone: string): TimeRange {
  const from = resolveTime('from', range.from, now, zone);
  const to = resolveTime('to', range.to, now, zone);
  if (from >= to) {
    const remedy = `from must be earlier than to (${new Date(to).toISOString()}); swap them or widen the range.`;
    throw badInput('from', range.from, remedy);
  }
  return { from, to };
}

/** A range of which either end may be left open (null). @throws AppError VALIDATION as resolveRange does */
export function resolveOpenRange(
  { from, to }: { from?: string; to?: string },
  now: number,
  zone: string,
): { from: number | null; to: number | null } {
  if (from !== undefined && to !== undefined) return resolveRange({ from, to }, now, zone);
  return {
    from: from === undefined ? null : resolveTime('from', from, now, zone),
    to: to === undefined ? null : resolveTime('to', to, now, zone),
  };
}

/** @throws AppError VALIDATION when the zone is no IANA name. */
export function checkTimeZone(field: string, zone: string): string {
  try {
    startOfZonedDay(zone, EARLIEST);
    return zone;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw badInput(field, zone, 'Write an IANA time zone such as Asia/Seoul or UTC.');
  }
}

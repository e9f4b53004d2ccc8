/** A parsed range end: an absolute instant, or an offset from now, perhaps rounded down to a unit. */
export type TimePoint =
  | { kind: 'absolute'; at: number }
  | { kind: 'relative'; amount: number; unit: TimeUnit | null; roundTo: TimeUnit | null };
export type TimeUnit = 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'y';

const UNIT_MS: Record<'s' | 'm' | 'h', number> = { s: 1_000, m: 60_000, h: 3_600_000 };

const RELATIVE = /^now(?:([+-])(\d{1,6})([smhdwMy]))?(?:\/([smhdwMy]))?$/;
const ABSOLUTE = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** What a range end looks like; a date that no calendar has still passes. */
export const TIME_POINT = new RegExp(`${RELATIVE.source}|${ABSOLUTE.source}`);
export const TIME_POINT_REMEDY =
  'Write an ISO 8601 instant with its zone (2026-11-23T09:00:00Z), or now, now-15m, now-6h, now-7d, now/d.';

/**
 * Parses one end of a time range in Grafana's grammar: `now`, `now-6h`, `now/d`, `now-1d/d`, or an ISO 8601 instant
 * (with an offset or Z). Answers an error sentence that names the remedy when it is neither.
 */
export function parseTimePoint(text: string): TimePoint | { error: string } {
  const relative = RELATIVE.exec(text);
  if (relative) {
    const [, sign, amount, unit, roundTo] = relative;
    return {
      kind: 'relative',
      amount: amount === undefined ? 0 : Number(amount) * (sign === '-' ? -1 : 1),
      unit: (unit as TimeUnit | undefined) ?? null,
      roundTo: (roundTo as TimeUnit | undefined) ?? null,
    };
  }
  const absolute = ABSOLUTE.exec(text);
  if (absolute) {
    const [, year, month, day] = absolute;
    const at = Date.parse(text);
    if (!Number.isNaN(at) && isCalendarDay(Number(year), Number(month), Number(day))) {
      return { kind: 'absolute', at };
    }
  }
  return { error: TIME_POINT_REMEDY };
}

/** Date.parse takes 30 February for 2 March. */
function isCalendarDay(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

/** The wall-clock fields of an instant in an IANA zone. */
function zonedParts(
  at: number,
  zone: string,
): { y: number; mo: number; d: number; h: number; mi: number; s: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const get = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
  return {
    y: get('year'),
    mo: get('month'),
    d: get('day'),
    h: get('hour'),
    mi: get('minute'),
    s: get('second'),
  };
}

/** Offset of an IANA zone from UTC at an instant, in milliseconds (KST: 32,400,000). */
export function zoneOffset(at: number, zone: string): number {
  const p = zonedParts(at, zone);
  return Date.UTC(p.y, p.mo - 1, p.d, p.h, p.mi, p.s) - Math.floor(at / 1000) * 1000;
}

const DAY_MS = 86_400_000;
/** Date.UTC takes years below 100 for those of the 20th century, and zones write years before Christ without a sign. */
const FIRST_MS = Date.UTC(100, 0, 1) + DAY_MS;
/** Dates end at 8.64e15 ms (ECMA-262, 21.4.1.1); a day more must still have an offset. */
const LAST_MS = 8.64e15 - DAY_MS;

/** The instant of a wall-clock time in a zone; a time that a DST gap skips moves forward. NaN before the year 100 and beyond all dates. */
export function zonedInstant(zone: string, y: number, mo: number, d: number, h = 0): number {
  const wall = Date.UTC(y, mo - 1, d, h);
  if (!(wall >= FIRST_MS && wall <= LAST_MS)) return NaN;
  const guess = wall - zoneOffset(wall, zone);
  return wall - zoneOffset(guess, zone);
}

function floorTo(at: number, unit: TimeUnit, zone: string): number {
  if (unit === 's' || unit === 'm' || unit === 'h') return Math.floor(at / UNIT_MS[unit]) * UNIT_MS[unit];
  const p = zonedParts(at, zone);
  if (unit === 'd') return zonedInstant(zone, p.y, p.mo, p.d);
  if (unit === 'w') {
    const weekday = (new Date(Date.UTC(p.y, p.mo - 1, p.d)).getUTCDay() + 6) % 7;
    return zonedInstant(zone, p.y, p.mo, p.d - weekday);
  }
  return unit === 'M' ? zonedInstant(zone, p.y, p.mo, 1) : zonedInstant(zone, p.y, 1, 1);
}

function shift(at: number, amount: number, unit: TimeUnit, zone: string): number {
  if (unit === 's' || unit === 'm' || unit === 'h') return at + amount * UNIT_MS[unit];
  const p = zonedParts(at, zone);
  const within = at - zonedInstant(zone, p.y, p.mo, p.d);
  if (unit === 'd') return zonedInstant(zone, p.y, p.mo, p.d + amount) + within;
  if (unit === 'w') return zonedInstant(zone, p.y, p.mo, p.d + 7 * amount) + within;
  return unit === 'M'
    ? zonedInstant(zone, p.y, p.mo + amount, p.d) + within
    : zonedInstant(zone, p.y + amount, p.mo, p.d) + within;
}

/**
 * Resolves a parsed point to epoch milliseconds; days, weeks (Monday), months and years are those of `zone`. NaN where
 * the point lies before the year 100 or beyond all dates.
 */
export function resolveTimePoint(point: TimePoint, now: number, zone: string): number {
  if (point.kind === 'absolute') return point.at;
  const moved = point.unit === null ? now : shift(now, point.amount, point.unit, zone);
  return point.roundTo === null || Number.isNaN(moved) ? moved : floorTo(moved, point.roundTo, zone);
}

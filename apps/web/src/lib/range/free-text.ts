import { zonedInstant, zoneOffset } from '@danji/shared';
import { absolute, parseRange, type RangeText } from './range';

const UNIT: Record<string, string> = {
  m: 'm',
  min: 'm',
  분: 'm',
  h: 'h',
  hour: 'h',
  hours: 'h',
  시간: 'h',
  d: 'd',
  day: 'd',
  days: 'd',
  일: 'd',
  w: 'w',
  week: 'w',
  weeks: 'w',
  주: 'w',
  mo: 'M',
  month: 'M',
  months: 'M',
  개월: 'M',
};
const UNIT_WORD = Object.keys(UNIT)
  .sort((a, b) => b.length - a.length)
  .join('|');

const WORDS: [RegExp, string][] = [
  [/^(today|오늘)$/i, 'now/d..now'],
  [/^(yesterday|어제)$/i, 'now-1d/d..now/d'],
  [/^(this week|이번 ?주)$/i, 'now/w..now'],
  [/^(last week|지난 ?주)$/i, 'now-1w/w..now/w'],
  [/^(this month|이번 ?달)$/i, 'now/M..now'],
  [/^(last month|지난 ?달)$/i, 'now-1M/M..now/M'],
];

interface Fields {
  y?: number;
  mo?: number;
  d?: number;
  h: number;
  mi: number;
}

/** `11/20 09:00`, `2026-11-20 09:00`, `11월 20일 09:00`, or `09:00` alone (the day is then the other end's or today). */
function parseWall(text: string): Fields | null {
  const match =
    /^(?:(?:(\d{4})[-/.년]\s?)?(\d{1,2})[-/.월]\s?(\d{1,2})일?)?(?:[T\s]*(\d{1,2}):(\d\d))?$/.exec(
      text.trim(),
    );
  if (!match || text.trim() === '') return null;
  const [, y, mo, d, h, mi] = match;
  const fields: Fields = { h: h === undefined ? 0 : Number(h), mi: mi === undefined ? 0 : Number(mi) };
  if (fields.h > 24 || fields.mi > 59) return null;
  if (mo !== undefined && d !== undefined) {
    if (Number(mo) > 12 || Number(d) > 31 || Number(mo) < 1 || Number(d) < 1) return null;
    return { ...fields, ...(y === undefined ? {} : { y: Number(y) }), mo: Number(mo), d: Number(d) };
  }
  return h === undefined ? null : fields;
}

/** The calendar day of an instant in a zone. */
export function zonedDay(at: number, zone: string): { y: number; mo: number; d: number } {
  const wall = new Date(at + zoneOffset(at, zone));
  return { y: wall.getUTCFullYear(), mo: wall.getUTCMonth() + 1, d: wall.getUTCDate() };
}

/**
 * What a person types into the range field, in their zone: `3h`, `2d ago`, `어제`, `지난주`, `11/20 09:00 - 10:30`,
 * or the URL's own grammar. A date without a year is the most recent one that is not in the future.
 */
export function parseFreeText(input: string, now: number, zone: string): RangeText | { error: string } {
  const text = input.trim();
  if (text.includes('..')) return parseRange(text);
  for (const [pattern, range] of WORDS) if (pattern.test(text)) return parseRange(range);
  const span = new RegExp(`^(?:last |지난 |최근 )?(\\d{1,4}) ?(${UNIT_WORD})( ?ago| ?전)?$`, 'i').exec(text);
  if (span) {
    const amount = `${span[1]}${UNIT[span[2]!.toLowerCase()]}`;
    return { from: `now-${amount}`, to: 'now' };
  }
  const ends = text.split(/\s+(?:-|–|to|부터)\s+|\s*[~〜]\s*/);
  const first = parseWall(ends[0] ?? '');
  const last = ends.length === 2 ? parseWall(ends[1]!) : null;
  if (!first || ends.length > 2 || (ends.length === 2 && !last))
    return { error: 'Write 3h, 2d ago, yesterday, 11/20 09:00 - 10:30, or now-6h..now.' };
  return fromWall(first, last, now, zone);
}

function fromWall(first: Fields, last: Fields | null, now: number, zone: string): RangeText {
  const today = zonedDay(now, zone);
  const instant = (f: Fields, day: { y: number; mo: number; d: number }): number => {
    const at = zonedInstant(zone, f.y ?? day.y, f.mo ?? day.mo, f.d ?? day.d, f.h) + f.mi * 60_000;
    return f.y === undefined && f.mo !== undefined && at > now
      ? zonedInstant(zone, day.y - 1, f.mo, f.d ?? day.d, f.h) + f.mi * 60_000
      : at;
  };
  const from = instant(first, today);
  if (last) return absolute({ from, to: instant(last, zonedDay(from, zone)) });
  const wholeDay = first.h === 0 && first.mi === 0 && first.mo !== undefined;
  return absolute({ from, to: wholeDay ? Math.min(from + 86_400_000, now) : now });
}

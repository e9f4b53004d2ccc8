import { startOfDayNumber, zonedDayNumber } from '../buckets/zone.js';

/** An ISO 8601 week: Monday to Sunday; week 1 holds 4 January. */
export interface IsoWeek {
  year: number;
  week: number;
}

/** Epoch ms; `to` is exclusive. */
export interface WeekRange {
  from: number;
  to: number;
}

const DAY_MS = 86_400_000;
/** 1970-01-05, the first Monday since the epoch. */
const FIRST_MONDAY = 4;

/** Days since 1970-01-01 of a date; `month` from 0. */
function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / DAY_MS;
}

/** Day number of the Monday of the week that holds a day. */
function mondayOf(day: number): number {
  return day - ((((day - FIRST_MONDAY) % 7) + 7) % 7);
}

function firstMonday(year: number): number {
  return mondayOf(dayNumber(year, 0, 4));
}

function weeksIn(year: number): number {
  return (firstMonday(year + 1) - firstMonday(year)) / 7;
}

function weekOfMonday(monday: number): IsoWeek {
  // A week belongs to the year of its Thursday.
  const year = new Date((monday + 3) * DAY_MS).getUTCFullYear();
  return { year, week: (monday - firstMonday(year)) / 7 + 1 };
}

/** The week that holds an instant (epoch ms) in an IANA zone. */
export function weekAt(at: number, timeZone: string): IsoWeek {
  return weekOfMonday(mondayOf(zonedDayNumber(timeZone, at)));
}

/** `2026-W47`. */
export function weekName({ year, week }: IsoWeek): string {
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;
}

/** The week of a name, or null where that year has no such week: 2026 has 53, 2025 has 52. Years 1970 to 9998. */
export function parseWeek(name: string): IsoWeek | null {
  const found = /^(\d{4})-W(\d{2})$/.exec(name);
  if (found === null) return null;
  const [year, week] = [Number(found[1]), Number(found[2])];
  const known = year >= 1970 && year < 9999;
  return known && week >= 1 && week <= weeksIn(year) ? { year, week } : null;
}

/** The week so many weeks later; earlier for a negative number. */
export function shiftWeek({ year, week }: IsoWeek, weeks: number): IsoWeek {
  return weekOfMonday(firstMonday(year) + (week - 1 + weeks) * 7);
}

/** A week from its Monday's first instant to the next one's: 167 or 169 hours where the clocks change. */
export function weekRange({ year, week }: IsoWeek, timeZone: string): WeekRange {
  const monday = firstMonday(year) + (week - 1) * 7;
  return { from: startOfDayNumber(timeZone, monday), to: startOfDayNumber(timeZone, monday + 7) };
}

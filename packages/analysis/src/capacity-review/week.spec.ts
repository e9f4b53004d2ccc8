import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseWeek, shiftWeek, weekAt, weekName, weekRange } from './week.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = [
  'UTC',
  'Asia/Seoul',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
];
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) });

/** Weekday and hour on the wall, by Intl alone. */
function wall(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

describe('an ISO week', () => {
  it.each([
    ['2026-11-16T00:00:00Z', 'UTC', '2026-W47'],
    ['2026-11-22T23:59:59Z', 'UTC', '2026-W47'],
    ['2026-11-22T15:00:00Z', 'Asia/Seoul', '2026-W48'],
    ['2021-01-03T12:00:00Z', 'UTC', '2020-W53'],
    ['2021-01-04T00:00:00Z', 'UTC', '2021-W01'],
    ['2024-12-30T00:00:00Z', 'UTC', '2025-W01'],
    ['2027-01-03T23:00:00Z', 'UTC', '2026-W53'],
  ])('%s in %s is %s', (at, timeZone, name) => {
    expect(weekName(weekAt(Date.parse(at), timeZone))).toBe(name);
  });

  it.each(['2025-W53', '2026-W54', '2026-W00', '2026-47', '2026-W7', '1969-W10', 'W47', ''])(
    '%j is none',
    (name) => expect(parseWeek(name)).toBeNull(),
  );

  it.each([
    ['2026-W13', 'Europe/Berlin', 167],
    ['2026-W43', 'Europe/Berlin', 169],
    ['2026-W44', 'America/New_York', 169],
    ['2026-W47', 'Asia/Seoul', 168],
  ])('%s in %s has %i hours', (name, timeZone, hours) => {
    const { from, to } = weekRange(parseWeek(name) ?? { year: 0, week: 0 }, timeZone);
    expect((to - from) / HOUR).toBe(hours);
  });

  it('holds the instants that are in it, begins on a Monday, and meets the next one', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const week = weekAt(at, timeZone);
        const { from, to } = weekRange(week, timeZone);
        expect(from <= at && at < to).toBe(true);
        expect(Math.abs(to - from - 7 * DAY)).toBeLessThanOrEqual(HOUR);
        expect(wall(from, timeZone).slice(0, 3)).toBe('Mon');
        expect(wall(from - 1, timeZone).slice(0, 3)).toBe('Sun');
        expect(weekRange(shiftWeek(week, 1), timeZone).from).toBe(to);
        expect(shiftWeek(shiftWeek(week, 9), -9)).toEqual(week);
        expect(parseWeek(weekName(week))).toEqual(week);
      }),
    );
  });
});

import type { FlowAnswer } from '@danji/shared';

export type StopHour = FlowAnswer['stopHours'][number];

/** A row of the heat map: a date, or, where there are too many of them, a day of the week. */
export interface StopRow {
  key: string;
  /** Local date; null for a day of the week. */
  date: string | null;
  /** 0 is Sunday. */
  weekday: number;
  /** 24 hours; null where nothing stopped. */
  hours: (StopCell | null)[];
  stops: number;
  abnormal: number;
}
export interface StopCell {
  stops: number;
  abnormal: number;
  /** The hour itself; null where days of several weeks are added up. */
  from: string | null;
  to: string | null;
}

const MOST_DATES = 16;
const DAY_MS = 86_400_000;

/** Stops by day and hour, oldest day first; more than sixteen days are added up by day of the week, Monday first. */
export function stopGrid(
  { stopHours, from, to }: Pick<FlowAnswer, 'stopHours' | 'from' | 'to'>,
  dateOf: (at: number) => string,
): StopRow[] {
  const dates = datesBetween(dateOf(Date.parse(from)), dateOf(Date.parse(to) - 1));
  const byWeek = dates.length > MOST_DATES;
  const rows = byWeek
    ? [1, 2, 3, 4, 5, 6, 0].map((weekday) => emptyRow(`w${weekday}`, null, weekday))
    : dates.map((date) => emptyRow(date, date, weekdayOf(date)));
  const index = new Map(rows.map((row) => [row.key, row]));
  for (const hour of stopHours) {
    const row = index.get(byWeek ? `w${weekdayOf(hour.date)}` : hour.date);
    if (row) addHour(row, hour, byWeek);
  }
  return rows;
}

/** The date on the wall at an instant, YYYY-MM-DD. */
export function localDate(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
}

function addHour(row: StopRow, { hour, stops, abnormal, from, to }: StopHour, byWeek: boolean): void {
  const cell = row.hours[hour];
  row.stops += stops;
  row.abnormal += abnormal;
  if (cell) {
    cell.stops += stops;
    cell.abnormal += abnormal;
  } else {
    row.hours[hour] = { stops, abnormal, from: byWeek ? null : from, to: byWeek ? null : to };
  }
}

function emptyRow(key: string, date: string | null, weekday: number): StopRow {
  return { key, date, weekday, hours: Array.from({ length: 24 }, () => null), stops: 0, abnormal: 0 };
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

function datesBetween(first: string, last: string): string[] {
  const dates: string[] = [];
  const end = Date.parse(`${last}T00:00:00Z`);
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= end; at += DAY_MS) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
}

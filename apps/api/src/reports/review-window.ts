import {
  HOUR_MS,
  parseWeek,
  shiftWeek,
  weekAt,
  weekName,
  weekRange,
  type IsoWeek,
  type NamedWeek,
  type ReviewWindow,
} from '@danji/analysis';
import { badInput } from '../http/index.js';

/**
 * The week that was asked for; the present one where none was.
 * @param now epoch ms
 * @throws AppError VALIDATION for a week that no year has, or that has not begun
 */
export function askedWeek(name: string | undefined, now: number, timeZone: string): IsoWeek {
  const present = weekAt(now, timeZone);
  if (name === undefined) return present;
  const week = parseWeek(name);
  if (week === null) {
    throw badInput('week', name, `That year has no such week; write one such as ${weekName(present)}.`);
  }
  if (weekRange(week, timeZone).from > now) {
    throw badInput('week', name, `It has not begun; the present week is ${weekName(present)}.`);
  }
  return week;
}

/** A week with the three before it; counted until its end, or the last whole hour of one that goes on. */
export function reviewWindow(week: IsoWeek, now: number, timeZone: string): ReviewWindow {
  const named = (back: number): NamedWeek => {
    const one = shiftWeek(week, -back);
    return { name: weekName(one), ...weekRange(one, timeZone) };
  };
  const own = named(0);
  const asOf = now >= own.to ? own.to : Math.max(own.from, Math.floor(now / HOUR_MS) * HOUR_MS);
  return { weeks: [named(3), named(2), named(1), own], asOf, timeZone };
}

/** When people look again: the Monday after the coming week for one that has ended, else the coming Monday. */
export function nextReviewAt(week: IsoWeek, now: number, timeZone: string): number {
  const { to } = weekRange(week, timeZone);
  return now >= to ? weekRange(shiftWeek(week, 1), timeZone).to : to;
}

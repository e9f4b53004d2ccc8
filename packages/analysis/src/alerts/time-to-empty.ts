import { theilSen } from '../statistics/index.js';

/** What is answered for "not within sight": JSON has no infinity, and a rule compares numbers. */
export const NEVER_HOURS = 10_000;
export const NEVER_DAYS = 10_000;

const SHORT_MINUTES = 30;
const LONG_MINUTES = 180;
/** Two speeds agree when neither is more than so many times the other. */
const AGREE_WITHIN = 2;
/** A week of hours at least, before a slope of weeks means something. */
const LEAST_HOURS = 7 * 24;
const SLOW_DAYS = 28;

/**
 * Hours until something that falls is empty, at each minute: by the mean of its speeds over 30 minutes and 3 hours where
 * the two agree within a factor of two, else NEVER_HOURS; 0 while it is empty and does not rise. NaN where it is not known.
 * @param values one a minute; `lead` of them stand before the first minute that is answered
 * @param empty what is left of it when it is as good as empty
 */
export function hoursToEmpty(values: ArrayLike<number>, lead: number, empty = 0): Float64Array {
  const left = new Float64Array(Math.max(0, values.length - lead));
  for (let i = 0; i < left.length; i += 1) {
    const at = lead + i;
    const now = values[at] as number;
    const short = speed(values, at, SHORT_MINUTES);
    const long = speed(values, at, LONG_MINUTES);
    if (Number.isNaN(now) || Number.isNaN(short) || Number.isNaN(long)) left[i] = NaN;
    else if (now <= empty && short >= 0) left[i] = 0;
    else if (short <= 0 || long <= 0) left[i] = NEVER_HOURS;
    else if (short > long * AGREE_WITHIN || long > short * AGREE_WITHIN) left[i] = NEVER_HOURS;
    else left[i] = Math.min(NEVER_HOURS, now / ((short + long) / 2));
  }
  return left;
}

/** Hours until something that falls is empty by its speed over the last hour; 0 while it is empty; NEVER_HOURS where it does not fall. */
export function hoursToEmptyByHour(values: ArrayLike<number>, lead: number): Float64Array {
  const left = new Float64Array(Math.max(0, values.length - lead));
  for (let i = 0; i < left.length; i += 1) {
    const now = values[lead + i] as number;
    const falls = speed(values, lead + i, 60);
    if (Number.isNaN(now) || Number.isNaN(falls)) left[i] = NaN;
    else if (now <= 0 && falls >= 0) left[i] = 0;
    else left[i] = falls <= 0 ? NEVER_HOURS : Math.min(NEVER_HOURS, now / falls);
  }
  return left;
}

/**
 * Days until something that falls slowly is empty: by the Theil-Sen slope of its hourly least values over the last four
 * weeks; NEVER_DAYS where it does not fall. NaN with less than a week of hours.
 */
export function daysToEmpty(hourly: readonly number[]): number {
  const known = hourly
    .slice(-SLOW_DAYS * 24)
    .flatMap((value, hour) => (Number.isNaN(value) ? [] : [[hour, value] as const]));
  const newest = known.at(-1);
  if (known.length < LEAST_HOURS || newest === undefined) return NaN;
  // Every sixth hour says the same of weeks for a thirty-sixth of the pairs.
  const points = known.filter((_, i) => i % 6 === 0);
  const fit = theilSen(
    points.map(([hour]) => hour),
    points.map(([, value]) => value),
  );
  if (fit === null || fit.slope >= 0) return NEVER_DAYS;
  return Math.min(NEVER_DAYS, newest[1] / -fit.slope / 24);
}

/** By how much it falls an hour, from `minutes` before; NaN where either end is not known. */
function speed(values: ArrayLike<number>, at: number, minutes: number): number {
  const before = at - minutes < 0 ? NaN : (values[at - minutes] as number);
  return ((before - (values[at] as number)) * 60) / minutes;
}

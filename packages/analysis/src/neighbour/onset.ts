import { quantile } from '../statistics/index.js';

/** When a level rose, by index, with what it was and what it became. */
export interface Onset {
  /** First minute of the rise. */
  index: number;
  before: number;
  after: number;
}

export interface OnsetOptions {
  /** Minutes that say what is usual. */
  baseline: number;
  /** How far above the usual counts, as a factor. */
  factor: number;
  /** And at least by so much, in the series' own unit. */
  least: number;
}

/** Of the minutes from the rise on, so many must be high: one peak is no rise. */
const WINDOW = 6;
const HIGH = 5;

/**
 * The last lasting rise of a series of minutes (NaN: no data): from there on most minutes lie well above what the
 * minutes before it were, measured against their own spread. Null where there is none.
 */
export function lastRise(values: ArrayLike<number>, options: OnsetOptions): Onset | null {
  let found: Onset | null = null;
  for (let i = Math.min(options.baseline, 10); i + WINDOW <= values.length; i += 1) {
    const rise = riseAt(values, i, options);
    if (rise !== null && (found === null || isNew(values, found, rise, options.factor))) found = rise;
  }
  return found;
}

function riseAt(
  values: ArrayLike<number>,
  index: number,
  { baseline, factor, least }: OnsetOptions,
): Onset | null {
  const before = span(values, Math.max(0, index - baseline), index);
  const usual = quantile(before, 0.5);
  if (Number.isNaN(usual)) return null;
  const spread = quantile(
    before.map((value) => Math.abs(value - usual)),
    0.5,
  );
  const bar = Math.max(usual * factor, usual + 4 * spread, usual + least);
  const next = span(values, index, index + WINDOW);
  const isHigh = (value: number | undefined): boolean => value !== undefined && value > bar;
  if (!isHigh(next[0]) || next.filter(isHigh).length < HIGH) return null;
  return { index, before: usual, after: quantile(next, 0.5) };
}

/** Not the rise that is known, seen again a little later: it had come down, or it goes higher still. */
function isNew(values: ArrayLike<number>, known: Onset, rise: Onset, factor: number): boolean {
  if (rise.after > known.after * factor) return rise.index >= known.index + WINDOW;
  const since = span(values, known.index, rise.index).filter((value) => value === value);
  const low = known.before + (known.after - known.before) / 2;
  return since.filter((value) => value < low).length >= WINDOW;
}

function span(values: ArrayLike<number>, from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => values[from + i] as number);
}

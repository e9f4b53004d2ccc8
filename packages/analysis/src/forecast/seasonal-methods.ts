import { quantile } from '../statistics/index.js';

/** Hours of a day and of a week: the seasons that use of a service has. */
export const DAY_HOURS = 24;
export const WEEK_HOURS = 168;

/**
 * A forecast method: `history` has one value an hour, NaN where there is no datapoint; answers `horizon` values, NaN
 * where it cannot tell.
 */
export type ForecastMethod = (history: ArrayLike<number>, horizon: number) => Float64Array;

/** The value one season before, or as many seasons as it takes to find one. */
export function seasonalNaive(season: number): ForecastMethod {
  return (history, horizon) =>
    Float64Array.from({ length: horizon }, (_, i) => {
      let at = history.length - season + (i % season);
      while (at >= 0 && Number.isNaN(history[at])) at -= season;
      return at >= 0 ? (history[at] as number) : NaN;
    });
}

/** The median of each hour of the day over the last days. */
export function hourOfDayMedian(days: number): ForecastMethod {
  return (history, horizon) => {
    const profile = medianProfile(history, DAY_HOURS, Math.max(0, history.length - days * DAY_HOURS));
    return Float64Array.from(
      { length: horizon },
      (_, i) => profile[(history.length + i) % DAY_HOURS] as number,
    );
  };
}

/** The variance of a median over that of a mean, for normal values: pi / 2. */
const MEDIAN_VARIANCE = Math.PI / 2;

/**
 * The season as far as it stands out of the noise, on the level of the last days. The profile of medians over
 * `profileDays` is drawn towards its middle by the share of its variance that noise alone explains (James and Stein
 * 1961), so that a series without a season gets a flat forecast; the level is the median of what is left in the last
 * `levelDays`, so that a series that stepped up stays up.
 */
export function seasonalLevel(season: number, profileDays: number, levelDays: number): ForecastMethod {
  return (history, horizon) => {
    const { shape, middle } = seasonShape(history, { season, days: profileDays });
    const rest: number[] = [];
    for (let i = Math.max(0, history.length - levelDays * DAY_HOURS); i < history.length; i += 1) {
      rest.push((history[i] as number) - (shape[i % season] as number));
    }
    const recentLevel = quantile(rest, 0.5);
    const level = Number.isNaN(recentLevel) ? middle : recentLevel;
    return Float64Array.from(
      { length: horizon },
      (_, i) => level + (shape[(history.length + i) % season] as number),
    );
  };
}

/** A season in hours, and over how many days it is looked for. */
export interface Season {
  season: number;
  days: number;
}

/** Hours: half-lives of what counts as recent and as usual, and the time in which their difference falls to 1/e. */
export interface Return {
  recent: number;
  usual: number;
  within: number;
}

/**
 * Seasons, one in what the other leaves, on a level that returns: now it is the recent one, later the usual one, since
 * what has just stepped up or down mostly steps back (of 100 machines more than stay). Both are medians that weigh
 * younger values more.
 */
export function returningLevel(
  seasons: readonly Season[],
  { recent, usual, within }: Return,
): ForecastMethod {
  return (history, horizon) => {
    let rest: ArrayLike<number> = history;
    const shapes = seasons.map((one) => {
      const { shape } = seasonShape(rest, one);
      rest = Float64Array.from(rest, (value, i) => value - (shape[i % one.season] as number));
      return shape;
    });
    const [now, later] = [weightedMedian(rest, recent), weightedMedian(rest, usual)];
    return Float64Array.from({ length: horizon }, (_, i) =>
      shapes.reduce(
        (sum, shape) => sum + (shape[(history.length + i) % shape.length] as number),
        later + (now - later) * Math.exp(-(i + 1) / within),
      ),
    );
  };
}

/** The value with half of the weight below it; a value counts half as much as one `halfLife` hours younger. */
function weightedMedian(values: ArrayLike<number>, halfLife: number): number {
  const weighed: { value: number; weight: number }[] = [];
  let left = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    const weight = 0.5 ** ((values.length - 1 - i) / halfLife);
    weighed.push({ value, weight });
    left += weight / 2;
  }
  weighed.sort((a, b) => a.value - b.value);
  for (const { value, weight } of weighed) {
    left -= weight;
    if (left <= 0) return value;
  }
  return NaN;
}

/** What each phase adds to the middle of the last days, drawn towards nothing as far as noise explains it. */
function seasonShape(
  history: ArrayLike<number>,
  { season, days }: Season,
): { shape: Float64Array; middle: number } {
  const from = Math.max(0, history.length - days * DAY_HOURS);
  const middle = quantile(Array.from(history).slice(from), 0.5);
  const profile = medianProfile(history, season, from);
  const weight = weightOfSeason(history, profile, from, middle);
  const shape = profile.map((value) => (Number.isNaN(value) ? 0 : weight * (value - middle)));
  return { shape, middle };
}

/** 0: the profile is as rough as noise would make it; 1: there is no noise. */
function weightOfSeason(
  history: ArrayLike<number>,
  profile: Float64Array,
  from: number,
  middle: number,
): number {
  const shape = mean(profile.map((value) => (value - middle) ** 2));
  const misses: number[] = [];
  for (let i = from; i < history.length; i += 1) {
    misses.push(((history[i] as number) - (profile[i % profile.length] as number)) ** 2);
  }
  const seasons = (history.length - from) / profile.length;
  const noise = (MEDIAN_VARIANCE * mean(misses)) / Math.max(1, seasons - 1);
  return shape > 0 ? Math.max(0, 1 - noise / shape) : 0;
}

/** NaN values are left out. */
function mean(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}

/** The median of each phase of a season from index `from` on; NaN where a phase has no value. */
function medianProfile(history: ArrayLike<number>, season: number, from: number): Float64Array {
  const phases: number[][] = Array.from({ length: season }, () => []);
  for (let i = from; i < history.length; i += 1) (phases[i % season] as number[]).push(history[i] as number);
  return Float64Array.from(phases, (values) => quantile(values, 0.5));
}

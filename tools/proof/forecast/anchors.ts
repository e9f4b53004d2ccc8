import {
  DAY_HOURS,
  WEEK_HOURS,
  hourOfDayMedian,
  seasonalNaive,
  type ForecastMethod,
} from '../../../packages/analysis/dist/index.js';
import { middle } from './middle.ts';
import { seasonalSmoothing } from './seasonal-smoothing.ts';

/** Additive Holt-Winters with a damped trend and a season of a day; weights from a grid by one-step errors. */
const holtWinters: ForecastMethod = (history, horizon) => {
  const runs = [0.05, 0.2, 0.5].flatMap((alpha) =>
    [0.05, 0.2, 0.5].map((gamma) => runHoltWinters(history, alpha, gamma)),
  );
  const best = runs.reduce((a, b) => (b.errors < a.errors ? b : a));
  return Float64Array.from({ length: horizon }, (_, i) => best.forecast(i));
};

const TREND_WEIGHT = 0.01;
const DAMPING = 0.9;

function runHoltWinters(history: ArrayLike<number>, alpha: number, gamma: number) {
  const seasons = hourOfDayMedian(14)(history, DAY_HOURS);
  // The profile begins at the hour after the history; phases here count from its start.
  const phase = (i: number): number => (((i - history.length) % DAY_HOURS) + DAY_HOURS) % DAY_HOURS;
  let level = middle(seasons);
  for (let i = 0; i < DAY_HOURS; i += 1) seasons[i] = (seasons[i] ?? Number.NaN) - level;
  let trend = 0;
  let errors = 0;
  for (let i = 0; i < history.length; i += 1) {
    const season = seasons[phase(i)] ?? Number.NaN;
    const expected = level + DAMPING * trend;
    const error = (history[i] ?? Number.NaN) - expected - season;
    if (Number.isNaN(error)) continue;
    errors += error * error;
    level = expected + alpha * error;
    trend = DAMPING * trend + TREND_WEIGHT * error;
    seasons[phase(i)] = season + gamma * (1 - alpha) * error;
  }
  const forecast = (i: number): number =>
    level +
    (trend * DAMPING * (1 - DAMPING ** (i + 1))) / (1 - DAMPING) +
    (seasons[phase(history.length + i)] ?? Number.NaN);
  return { errors, forecast };
}

/** The mean of the last two weeks at that hour of the week. */
const lastTwoWeeks: ForecastMethod = (history, horizon) =>
  Float64Array.from({ length: horizon }, (_, i) => {
    const at = history.length - WEEK_HOURS + (i % WEEK_HOURS);
    const values = [history[at], history[at - WEEK_HOURS]].filter(
      (value): value is number => value !== undefined && !Number.isNaN(value),
    );
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });

/** Prometheus' predict_linear over the last week: a least-squares line. */
const predictLinear: ForecastMethod = (history, horizon) => {
  const from = Math.max(0, history.length - WEEK_HOURS);
  const points: [number, number][] = [];
  for (let i = from; i < history.length; i += 1) {
    const value = history[i] ?? Number.NaN;
    if (!Number.isNaN(value)) points.push([i, value]);
  }
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = covariance / variance;
  return Float64Array.from({ length: horizon }, (_, i) => meanY + slope * (history.length + i - meanX));
};

const FIVE: readonly ForecastMethod[] = [
  seasonalNaive(WEEK_HOURS),
  hourOfDayMedian(14),
  seasonalSmoothing(DAY_HOURS),
  seasonalSmoothing(WEEK_HOURS),
  holtWinters,
];
const medianOfFive: ForecastMethod = (history, horizon) => {
  const answers = FIVE.map((method) => method(history, horizon));
  return Float64Array.from({ length: horizon }, (_, i) => middle(answers.map((a) => a[i] ?? Number.NaN)));
};

export interface Anchor {
  name: string;
  method: ForecastMethod;
}

/** What others do, measured in the same run on the same series. */
export const ANCHORS: readonly Anchor[] = [
  { name: 'median of five', method: medianOfFive },
  { name: 'season of a day + SES', method: seasonalSmoothing(DAY_HOURS) },
  { name: 'Holt-Winters 24', method: holtWinters },
  { name: 'seasonal naive 24', method: seasonalNaive(DAY_HOURS) },
  { name: 'seasonal naive 168', method: seasonalNaive(WEEK_HOURS) },
  { name: 'median by hour of day', method: hourOfDayMedian(14) },
  { name: 'mean of two weeks', method: lastTwoWeeks },
  { name: 'predict_linear 7 d', method: predictLinear },
];

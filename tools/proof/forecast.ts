/** Forecasts of hourly use miss less than the usual methods, and nine in ten values are within their bands. */
import { fileURLToPath } from 'node:url';
import { forecastHourly, naiveScale } from '../../packages/analysis/dist/index.js';
import { ANCHORS } from './forecast/anchors.ts';
import { middle } from './forecast/middle.ts';
import { drawnTraces, readTraces, type TraceSet } from './forecast/traces.ts';
import { calibrate } from './lib/calibrate.ts';
import { Report } from './lib/report.ts';

const short = process.argv.includes('--short');
const flag = process.argv.find((arg) => arg.startsWith('--data='))?.slice('--data='.length);
const DIRECTORY =
  flag ?? process.env['TRACES_DIR'] ?? fileURLToPath(new URL('../../../shared/data/traces', import.meta.url));
const DAY = 24;
const HISTORY = 20 * DAY;
const LEAST_HISTORY = 14 * DAY;
const AHEAD = 7 * DAY;
/** Median MASE that is allowed over the whole of the real machines. */
const LIMIT = 0.95;
/** The same where seasonal naive of a day scores 1.129, as a ratio to it: what is easy or hard differs by week. */
const LIMIT_TO_NAIVE = LIMIT / 1.129;

interface Score {
  mase: number;
  anchors: number[];
  within: number;
  values: number;
  ms: number;
}

/** Mean absolute error over the naive error of a day in the history. NaN where the history never changed. */
function mase(history: Float64Array, actual: Float64Array, expected: ArrayLike<number>): number {
  const errors = [...actual].map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN)));
  const known = errors.filter((error) => !Number.isNaN(error));
  return known.reduce((sum, error) => sum + error, 0) / known.length / naiveScale(history, 24);
}

/** Of a series, the hours that are forecast from. */
type Origins = (series: Float64Array) => number[];

/** The earliest and the latest moment with twenty days before it and seven after. */
const twoOrigins: Origins = (series) => {
  const latest = series.length - AHEAD;
  if (latest < HISTORY) return [];
  return latest === HISTORY ? [latest] : [HISTORY, latest];
};

/** Each day with at least two weeks before it and one after. */
const rollingOrigins: Origins = (series) => {
  const days = Math.max(0, Math.floor((series.length - AHEAD - LEAST_HISTORY) / DAY) + 1);
  return Array.from({ length: days }, (_, i) => LEAST_HISTORY + i * DAY);
};

function scoresOf(set: TraceSet, origins: Origins): { scores: Score[]; unknown: number } {
  const scores: Score[] = [];
  let unknown = 0;
  for (const series of set.series) {
    for (const origin of origins(series)) {
      const history = series.slice(Math.max(0, origin - HISTORY), origin);
      const actual = series.slice(origin, origin + AHEAD);
      const start = performance.now();
      const forecast = forecastHourly(history, AHEAD);
      const ms = performance.now() - start;
      const ours = forecast.kind === 'forecast' ? mase(history, actual, forecast.expected) : Number.NaN;
      if (forecast.kind !== 'forecast' || !Number.isFinite(ours)) {
        unknown += 1;
        continue;
      }
      const known = [...actual.keys()].filter((i) => !Number.isNaN(actual[i]));
      const within = known.filter((i) => {
        const value = actual[i] ?? Number.NaN;
        return value >= (forecast.low[i] ?? Number.NaN) && value <= (forecast.high[i] ?? Number.NaN);
      });
      scores.push({
        mase: ours,
        anchors: ANCHORS.map(({ method }) => mase(history, actual, method(history, AHEAD))),
        within: within.length,
        values: known.length,
        ms,
      });
    }
  }
  return { scores, unknown };
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const pair = (values: readonly number[]): string =>
  `MASE median ${middle(values).toFixed(3)}, mean ${mean(values).toFixed(3)}`;

interface Judged {
  /** Median MASE, and by what it is divided. */
  limit: number;
  over: 'seasonal naive 24' | null;
}

function judge(report: Report, set: TraceSet, origins: Origins, judged: Judged | null): void {
  const { scores, unknown } = scoresOf(set, origins);
  report.figure(set.name, `${scores.length} forecasts, ${unknown} refused for gaps or too little history`);
  if (scores.length === 0) {
    report.check(`${set.name} can be forecast`, false, 'none was');
    return;
  }
  const ours = scores.map((score) => score.mase);
  const coverage =
    scores.reduce((sum, s) => sum + s.within, 0) / scores.reduce((sum, s) => sum + s.values, 0);
  report.figure('  Danji', `${pair(ours)}, ${mean(scores.map((s) => s.ms)).toFixed(1)} ms each`);
  const anchors = ANCHORS.map(({ name }, i) => {
    const values = scores.map((score) => score.anchors[i] ?? Number.NaN);
    report.figure(`  ${name}`, pair(values));
    return { name, median: middle(values) };
  });
  report.figure('  within the 90 % band', `${(coverage * 100).toFixed(1)} %`);
  if (judged === null) return;
  const best = anchors.reduce((a, b) => (b.median < a.median ? b : a));
  const divisor =
    judged.over === null ? 1 : (anchors.find(({ name }) => name === judged.over)?.median ?? Number.NaN);
  const score = middle(ours) / divisor;
  const unit = judged.over === null ? '' : ` of ${judged.over}`;
  report.check(
    `${set.name}: median MASE is at most ${judged.limit.toFixed(3)}${unit}`,
    score <= judged.limit,
    `${score.toFixed(3)}${unit}`,
  );
  report.check(
    `${set.name}: no worse than the best other method by more than 5 %`,
    middle(ours) <= best.median * 1.05,
    `${middle(ours).toFixed(3)} against ${best.median.toFixed(3)} of ${best.name}`,
  );
  report.check(
    `${set.name}: 90 % bands hold 85 to 95 % of what came`,
    coverage >= 0.85 && coverage <= 0.95,
    `${(coverage * 100).toFixed(1)} %`,
  );
}

const TO_NAIVE: Judged = { limit: LIMIT_TO_NAIVE, over: 'seasonal naive 24' };

function judgeReal(report: Report, [machines, ...others]: readonly TraceSet[]): void {
  if (machines === undefined) throw new Error(`${DIRECTORY} holds no machines`);
  const days = { ...machines, name: `${machines.name}, each day from two weeks on` };
  judge(report, days, rollingOrigins, { limit: LIMIT, over: null });
  const latest = { ...machines, name: `${machines.name}, the two latest origins, twenty days each` };
  judge(report, latest, twoOrigins, TO_NAIVE);
  for (const set of others) judge(report, set, twoOrigins, null);
}

const report = new Report('forecast');
calibrate();
const real = readTraces(DIRECTORY);
if (real === null) {
  report.figure('real traces', 'not on this machine (TRACES_DIR); drawn series instead');
  judge(report, drawnTraces(short ? 30 : 100), twoOrigins, TO_NAIVE);
} else {
  judgeReal(report, real);
}
process.exitCode = report.end();

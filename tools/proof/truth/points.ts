import type { Report } from '../lib/report.ts';
import { pick } from '../lib/random.ts';
import { getJson, type Stack } from '../lib/stack.ts';
import { pairSeries, truePoints, type Pair } from './fleet.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface Answer {
  step: number;
  t: string[];
  series: {
    id: string;
    unit: string;
    status: string;
    values: (number | null)[];
    min: (number | null)[];
    max: (number | null)[];
    provisional: number;
  }[];
}

/**
 * The factor between CloudWatch's value and Danji's answer, from the two units alone (this table is the proof's own:
 * taking the product's catalogue would compare it with itself).
 */
export function factorOf(awsUnit: string, unit: string): number {
  const table: Record<string, number> = {
    'Percent>percent': 1,
    'Bytes>bytes': 1,
    // Only Container Insights sends these, and means MiB.
    'Megabytes>bytes': 1_048_576,
    'Gigabytes>bytes': 1_000_000_000,
    'Bytes/Second>bytes/s': 1,
    'Seconds>s': 1,
    'Milliseconds>s': 0.001,
    'Count>count': 1,
    'Count>credits': 1,
    'Count>none': 1,
    'Count>load': 1,
    'Count/Second>count/s': 1,
    'None>none': 1,
    'None>load': 1,
    'None>count': 1,
  };
  const factor = table[`${awsUnit}>${unit}`];
  if (factor === undefined) throw new Error(`the proof knows no factor from ${awsUnit} to ${unit}`);
  return factor;
}

/** Equal as float32 after the factor: the value is stored as a real, so one unit in its last place is the bound. */
export function sameFloat32(answered: number, truth: number): boolean {
  const want = Math.fround(truth);
  return Math.abs(answered - want) <= Math.abs(want) * 2 ** -22 + 1e-30;
}

/** At least `wanted` random (series, minute) pairs of the past two weeks, one-minute resolution. */
export async function checkRandomPoints(
  stack: Stack,
  report: Report,
  random: () => number,
  wanted: number,
): Promise<void> {
  const { pairs, unmatched } = await pairSeries(stack);
  report.figure('series joined to the truth', pairs.length);
  report.check(
    'no metric is said to be collected that AWS never published',
    unmatched.length === 0,
    unmatched.slice(0, 3).join('; ') || 'none',
  );
  const now = (await getJson<{ now: number }>(`${stack.simulator}/_simulator/health`)).now;
  let compared = 0;
  let absentBoth = 0;
  const wrong: string[] = [];
  while (compared < wanted) {
    const from = Math.floor((now - 14 * DAY + HOUR + random() * (14 * DAY - 3 * HOUR)) / HOUR) * HOUR;
    const drawn: Pair[] = Array.from({ length: 40 }, () => pick(random, pairs));
    const minutes = drawn.map(() => Math.floor(random() * 60));
    const answer = await getJson<Answer>(`${stack.api}/metrics/query`, {
      from: new Date(from).toISOString(),
      to: new Date(from + HOUR).toISOString(),
      points: 60,
      queries: drawn.map((p, i) => ({
        id: `q${i}`,
        resource: p.resource.id,
        metric: p.metric,
        stat: p.stat,
      })),
    });
    if (answer.step !== 60) throw new Error(`asked an hour in 60 points, got a step of ${answer.step} s`);
    const truths = await truePoints(
      stack,
      drawn.map((p) => ({ truth: p.truth, stat: p.stat, from, to: from + HOUR })),
    );
    drawn.forEach((pair, i) => {
      const series = answer.series.find((s) => s.id === `q${i}`);
      const minute = Math.floor(((minutes[i] ?? 0) * 60) / pair.truth.period) * (pair.truth.period / 60);
      const at = from + minute * 60_000;
      const index = truths[i]?.t.indexOf(at) ?? -1;
      const value = series?.values[minute] ?? null;
      compared += 1;
      if (index < 0 || truths[i] === undefined) {
        if (value === null) absentBoth += 1;
        else wrong.push(`${label(pair, at)}: nothing published, answered ${value}`);
        return;
      }
      const truth =
        (truths[i]?.values[index] ?? Number.NaN) * factorOf(pair.truth.unit, series?.unit ?? 'missing');
      if (value === null || !sameFloat32(value, truth))
        wrong.push(`${label(pair, at)}: truth ${truth}, answered ${value}`);
    });
  }
  report.figure('pairs where nothing was published and nothing is shown', absentBoth);
  report.check(
    `${compared} random (series, minute) pairs equal the truth`,
    wrong.length === 0,
    wrong.slice(0, 3).join('; ') || 'all equal',
  );
  report.check(
    'most pairs carried a value',
    absentBoth < compared / 2,
    `${compared - absentBoth} of ${compared}`,
  );
}

function label(pair: Pair, at: number): string {
  return `${pair.resource.name} ${pair.metric} ${pair.stat} at ${new Date(at).toISOString()}`;
}

interface Incident {
  kind: string;
  targets: string[];
  at: string;
  until: string;
  parameters: { statistic?: string };
}

/** The one-minute peak that the demo plants (a `metric` incident of one minute) is visible over 14 days. */
export async function checkPlantedPeak(stack: Stack, report: Report): Promise<void> {
  const { pairs } = await pairSeries(stack);
  const now = (await getJson<{ now: number }>(`${stack.simulator}/_simulator/health`)).now;
  const from = new Date(now - 14 * DAY).toISOString();
  const to = new Date(now).toISOString();
  const { incidents } = await getJson<{ incidents: Incident[] }>(
    `${stack.simulator}/_simulator/truth?parts=incidents&from=${from}&to=${to}`,
  );
  const peaks = incidents.filter(
    (i) => i.kind === 'metric' && Date.parse(i.until) - Date.parse(i.at) === 60_000,
  );
  report.check('the demo plants a one-minute peak', peaks.length > 0, `${peaks.length} planted`);
  for (const peak of peaks) {
    const target = peak.targets[0] ?? '';
    const pair = pairs.find(
      (p) =>
        p.stat === 'Maximum' &&
        target.startsWith(`${p.truth.namespace} ${p.truth.metricName} `) &&
        p.truth.dimensions.every((d) => target.includes(`${d.Name} ${d.Value}`)),
    );
    if (pair === undefined) {
      report.check('the peak belongs to a stored series', false, target);
      continue;
    }
    const at = Date.parse(peak.at);
    const [points] = await truePoints(stack, [
      { truth: pair.truth, stat: 'Maximum', from: at, to: at + 60_000 },
    ]);
    const answer = await getJson<Answer>(
      `${stack.api}/metrics/query?resource=${pair.resource.id}&metric=${encodeURIComponent(pair.metric)}&stat=Average,Maximum&from=${from}&to=${to}&points=300`,
    );
    const bucket = answer.t.findLastIndex((t) => Date.parse(t) <= at);
    const shown = Math.max(...answer.series.map((s) => s.max[bucket] ?? Number.NEGATIVE_INFINITY));
    const value =
      (points?.values[0] ?? Number.NaN) * factorOf(pair.truth.unit, answer.series[0]?.unit ?? 'missing');
    report.check(
      `the peak of ${pair.resource.name} ${pair.metric} is visible over 14 days`,
      sameFloat32(shown, value),
      `truth ${value.toFixed(3)}, highest in its bucket ${shown.toFixed(3)}, step ${answer.step} s`,
    );
  }
}

import { getJson, type Stack } from '../lib/stack.ts';
import { truePoints, type Pair } from './fleet.ts';
import { factorOf } from './points.ts';

export interface Fact {
  fact: {
    k: 'metric' | 'count' | 'rank';
    resource?: string;
    metric?: string;
    stat?: string;
    fn?: 'latest' | 'max' | 'min' | 'avg';
    from?: string;
    to?: string;
    step?: number;
    unit?: string;
    what?: string;
    filter?: Record<string, string>;
    position?: number;
    id?: string;
  };
  value: string;
  text: string;
}

/** Whether the written figure is the value, rounded to the digits that are shown ("1.25 k" for 1,253, "41 GiB"). */
function writtenRight(text: string, value: number): boolean {
  const match = /^(-?[\d,]*\.?\d+)\s*(KiB|MiB|GiB|TiB|ms|k|M|B|%|s)?(\/s|\/min)?/.exec(text);
  if (match === null) return false;
  const scale: Record<string, number> = {
    k: 1e3,
    M: 1e6,
    KiB: 2 ** 10,
    MiB: 2 ** 20,
    GiB: 2 ** 30,
    TiB: 2 ** 40,
    ms: 1e-3,
  };
  const isBytes = /(^|\s)B(\/s)?$/.test(text);
  const unit = scale[match[2] ?? ''] ?? (match[2] === 'B' && !isBytes ? 1e9 : 1);
  const figure = (match[1] ?? '').replaceAll(',', '');
  const decimals = figure.split('.')[1]?.length ?? 0;
  return (
    Math.abs(Number(figure) * unit - value) <= unit * 10 ** -decimals * 0.5000001 + Math.abs(value) * 1e-6
  );
}

/** Weighs raw datapoints into the figure: extremes over all, averages over buckets of `step`, the last bucket for latest. */
function figureOf(
  points: { t: number[]; values: number[] },
  fn: string,
  stat: string,
  step: number,
): number | null {
  if (points.values.length === 0) return null;
  if (fn === 'max') return Math.max(...points.values);
  if (fn === 'min') return Math.min(...points.values);
  const buckets = new Map<number, number[]>();
  points.t.forEach((t, i) => {
    const bucket = Math.floor(t / step);
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), points.values[i] ?? Number.NaN]);
  });
  const values = [...buckets.entries()].sort(([a], [b]) => a - b).map(([, list]) => bucketValue(list, stat));
  if (fn === 'latest') return values.at(-1) ?? null;
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function bucketValue(list: number[], stat: string): number {
  if (stat === 'Maximum' || stat.startsWith('p')) return Math.max(...list);
  if (stat === 'Minimum') return Math.min(...list);
  const sum = list.reduce((a, b) => a + b, 0);
  return stat === 'Sum' || stat === 'SampleCount' ? sum : sum / list.length;
}

/** 'same', a sentence on the difference, or null when this figure is not of a series in the truth. */
export async function judgeMetric(
  stack: Stack,
  { fact, value, text }: Fact,
  pairs: Pair[],
  keptFrom: number,
): Promise<string | null> {
  const { resource, metric, stat, fn, from, to, step, unit } = fact;
  if (!resource || !metric || !stat || !fn || !from || !to || !step || !unit)
    return `the figure does not say where it is from`;
  const pair = pairs.find(
    (p) => p.resource.id === resource && (p.metric === metric || p.truth.metricName === metric),
  );
  if (pair === undefined) return value === '' ? 'same' : 'no such series in the truth';
  // Nothing is kept from before the back-fill began: a first bucket that reaches further back starts there.
  const start = Math.max(keptFrom, Math.floor(Date.parse(from) / (step * 1000)) * step * 1000);
  // Steps of an hour or more are made of whole stored hours, so the last hour counts to its end.
  const whole = step >= 3600 ? 3_600_000 : 1;
  const end = Math.ceil(Date.parse(to) / whole) * whole;
  const [points] = await truePoints(stack, [{ truth: pair.truth, stat, from: start, to: end }]);
  if (points === undefined) return 'the truth did not answer';
  if (value === '')
    return points.values.length === 0 || /^[–-]/.test(text)
      ? points.values.length === 0
        ? 'same'
        : 'shown as no data, but data was published'
      : 'no value in the markup';
  const factor = factorOf(pair.truth.unit, unit);
  const shown = Number(value);
  // A window that ends about now may have gained a datapoint since the page was drawn: any of the last few cuts is right.
  const recent =
    Date.parse(to) >
    (await getJson<{ now: number }>(`${stack.simulator}/_simulator/health`)).now - 20 * 60_000;
  for (let cut = 0; cut <= (recent ? 12 : 0); cut += 1) {
    const kept = {
      t: points.t.slice(0, points.t.length - cut),
      values: points.values.slice(0, points.values.length - cut),
    };
    const truth = figureOf(kept, fn, stat, step * 1000);
    if (truth === null) continue;
    const want = truth * factor;
    if (Math.abs(shown - want) <= Math.abs(want) * 2e-6 + 1e-9)
      return writtenRight(text, shown) ? 'same' : `value ${shown} is written "${text}"`;
  }
  return `shown ${shown}, truth ${(figureOf(points, fn, stat, step * 1000) ?? Number.NaN) * factor}`;
}

interface TrueTask {
  clusterArn: string;
  group?: string;
  startedAt?: string;
  stoppingAt?: string;
  stoppedAt?: string;
  createdAt: string;
}

/** Counts that the truth can answer by itself; null for those that reach further back than AWS remembers a task. */
export async function judgeCount(stack: Stack, { fact, value, text }: Fact): Promise<string | null> {
  const shown = Number(value);
  if (Number(/^[\d,]+/.exec(text)?.[0].replaceAll(',', '')) !== shown)
    return `value ${value} is written "${text}"`;
  const filter = Object.entries(fact.filter ?? {}).filter(([, v]) => v !== '' && v !== undefined);
  if (
    fact.what === 'tasks' &&
    fact.filter?.state === 'RUNNING' &&
    filter.length === 1 &&
    fact.from === undefined
  )
    return runningTasks(stack, shown);
  if (['services', 'instances', 'databases', 'clusters'].includes(fact.what ?? '') && filter.length === 0)
    return listed(stack, fact.what ?? '', shown);
  return null;
}

async function runningTasks(stack: Stack, shown: number): Promise<string> {
  const { now, tasks } = await getJson<{ now: number; tasks: TrueTask[] }>(
    `${stack.simulator}/_simulator/truth?parts=tasks`,
  );
  const seen = new Set<number>();
  for (let ago = 0; ago <= 90_000; ago += 1_000) {
    const at = now - ago;
    const running = tasks.filter(
      (t) =>
        t.startedAt !== undefined &&
        Date.parse(t.startedAt) <= at &&
        (t.stoppingAt === undefined || Date.parse(t.stoppingAt) > at),
    ).length;
    seen.add(running);
    if (running === shown) return 'same';
  }
  return `shown ${shown}, running in the last 90 s: ${[...seen].join(', ')}`;
}

/** How many of a thing the fleet has, from the truth's count of what stands at this moment. */
async function listed(stack: Stack, what: string, shown: number): Promise<string | null> {
  const { counts } = await getJson<{ counts?: { standing?: Record<string, number> } }>(
    `${stack.simulator}/_simulator/truth?parts=counts`,
  );
  const truth = counts?.standing?.[what];
  if (truth === undefined) return null;
  return truth === shown ? 'same' : `shown ${shown}, truth ${truth}`;
}

/** Ranks on one page stand in the order of their positions, and counts of stop reasons fall. */
export function judgeRanks(facts: Fact[]): string[] {
  const problems: string[] = [];
  for (const what of ['edge', 'stop_reasons']) {
    const positions = facts
      .filter((f) => f.fact.k === 'rank' && f.fact.what === what)
      .map((f) => f.fact.position ?? 0);
    if (positions.some((p, i) => i > 0 && p < (positions[i - 1] ?? 0)))
      problems.push(`${what} positions ${positions.join(',')}`);
  }
  const stops = facts
    .filter((f) => f.fact.k === 'count' && f.fact.what === 'stops' && f.fact.filter?.cause !== undefined)
    .map((f) => Number(f.value));
  if (stops.some((n, i) => i > 0 && n > (stops[i - 1] ?? 0)))
    problems.push(`stop reasons ${stops.join(',')}`);
  return problems;
}

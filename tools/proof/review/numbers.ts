import { pick } from '../lib/random.ts';
import type { Report } from '../lib/report.ts';
import { getJson, waitFor, type Stack } from '../lib/stack.ts';
import { pairSeries, truePoints, type Pair } from '../truth/fleet.ts';
import { hoursOf, mean, quantile, weekByHand, type Hour } from './by-hand.ts';

const HOUR = 3_600_000;
const GIB = 1024 ** 3;
/** A stored hour is a sum of float32 values: equal to a few units in their last place. */
const TOLERANCE = 1e-5;

interface Figure {
  dimension: string;
  provisioned: number | null;
  p50: number | null;
  p95: number | null;
  max: number | null;
  completeness: number;
}
interface Row {
  id: string;
  environment: string;
  name: string;
  parentId: string | null;
  figures: Figure[];
}
interface Review {
  week: string;
  from: string;
  to: string;
  asOf: string;
  clusters: Row[];
  services: Row[];
  hosts: Row[];
  databases: Row[];
}

/** One number of the page, and the same by hand. */
interface Number {
  what: string;
  answered: number | null;
  byHand: number;
}

type Sizes = (id: string) => Promise<Record<string, unknown>>;

/**
 * Weeks that the back-fill reached whole, and the present one, each by numbers that are drawn.
 * @param hoursAhead of UTC is the stack's zone, one that never changes its clocks
 */
export async function checkNumbers(
  stack: Stack,
  report: Report,
  random: () => number,
  hoursAhead: number,
): Promise<void> {
  const { items } = await getJson<{ items: { week: string }[] }>(`${stack.api}/reports/capacity/weeks`);
  const weeks = items.slice(0, 2).map(({ week }) => week);
  const { pairs } = await pairSeries(stack);
  let compared = 0;
  const wrong: string[] = [];
  for (const week of weeks) {
    for (const number of await numbersOf(stack, pairs, random, { week, hoursAhead })) {
      compared += 1;
      const { answered, byHand, what } = number;
      const equal =
        answered !== null && Math.abs(answered - byHand) <= TOLERANCE * Math.max(1, Math.abs(byHand));
      if (!equal) wrong.push(`${what}: answered ${answered}, by hand ${byHand}`);
      report.figure(`${equal ? '' : 'WRONG '}${what}`, `${answered?.toFixed(4)} and ${byHand.toFixed(4)}`);
    }
  }
  report.check(
    'ten numbers or more agree with those computed from raw samples',
    compared >= 10 && wrong.length === 0,
    `${compared - wrong.length} of ${compared}${wrong.length === 0 ? '' : `: ${wrong.join('; ')}`}`,
  );
}

async function numbersOf(
  stack: Stack,
  pairs: readonly Pair[],
  random: () => number,
  { week, hoursAhead }: { week: string; hoursAhead: number },
): Promise<Number[]> {
  const review = await settled(stack, week);
  const { from } = weekByHand(week, hoursAhead);
  const to = Date.parse(review.asOf);
  if (Date.parse(review.from) !== from) throw new Error(`${week} begins at ${review.from}`);
  const hours = async (row: Row, metric: string): Promise<Map<number, Hour>> => {
    const pair = pairs.find(
      (one) => one.resource.id === row.id && one.metric === metric && one.stat === 'Average',
    );
    if (pair === undefined) throw new Error(`nothing is published of ${metric} of ${row.name}`);
    const [points] = await truePoints(stack, [{ truth: pair.truth, stat: 'Average', from, to: to + HOUR }]);
    return hoursOf(points ?? { t: [], values: [] }, from, to);
  };
  const sizes: Sizes = async (id) =>
    (await getJson<{ attributes: Record<string, unknown> }>(`${stack.api}/resources/${id}`)).attributes;
  const known = (rows: readonly Row[], dimension: string): Row[] =>
    rows.filter((row) => (figureOf(row, dimension)?.p95 ?? null) !== null);
  const drawn = {
    cpu: pick(random, known(review.services, 'cpu')),
    memory: pick(random, known(review.services, 'memory')),
    host: pick(random, known(review.hosts, 'cpu')),
    database: pick(random, known(review.databases, 'storage')),
    cluster: known(review.clusters, 'cpu').find((row) => !pairs.some((pair) => pair.resource.id === row.id)),
  };
  return [
    ...(await plain(week, drawn.cpu, 'cpu', await hours(drawn.cpu, 'CPUUtilization'))),
    ...(await plain(week, drawn.memory, 'memory', await hours(drawn.memory, 'MemoryUtilization'))),
    ...(await plain(week, drawn.host, 'cpu', await hours(drawn.host, 'CPUUtilization'))),
    await provisioned(week, drawn.cpu, await hours(drawn.cpu, 'LiveTaskCount'), sizes),
    ...(await database(week, drawn.database, hours, sizes)),
    ...(drawn.cluster === undefined ? [] : [await cluster(week, drawn.cluster, review, hours, sizes)]),
  ];
}

/**
 * The review once every hour that it counts is stored: history settles some minutes after it was read. Staging sleeps at
 * night and has no hours then, so production tells it.
 */
async function settled(stack: Stack, week: string): Promise<Review> {
  return waitFor(`all hours of ${week}`, 240, async () => {
    const review = await getJson<Review>(`${stack.api}/reports/capacity?week=${week}`);
    const awake = review.services.filter(({ environment }) => environment === 'prod');
    const figures = awake.flatMap((row) => row.figures.filter((one) => one.p95 !== null));
    const whole = figures.filter((one) => one.completeness > 99).length;
    if (figures.length > 0 && whole >= 0.9 * figures.length) return review;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    throw new Error(`${whole} of ${figures.length} figures have all their hours`);
  });
}

function figureOf(row: Row, dimension: string): Figure | undefined {
  return row.figures.find((one) => one.dimension === dimension);
}

async function plain(week: string, row: Row, dimension: string, hours: Map<number, Hour>): Promise<Number[]> {
  const figure = figureOf(row, dimension);
  const means = [...hours.values()].map((hour) => hour.mean);
  const what = (of: string): string => `${week} ${row.name} ${dimension} ${of}`;
  return [
    { what: what('p50'), answered: figure?.p50 ?? null, byHand: quantile(means, 0.5) },
    { what: what('p95'), answered: figure?.p95 ?? null, byHand: quantile(means, 0.95) },
    {
      what: what('max'),
      answered: figure?.max ?? null,
      byHand: Math.max(...[...hours.values()].map((hour) => hour.max)),
    },
  ];
}

async function provisioned(week: string, row: Row, tasks: Map<number, Hour>, sizes: Sizes): Promise<Number> {
  const cpu = Number((await sizes(row.id))['taskCpu']);
  return {
    what: `${week} ${row.name} vCPU provisioned`,
    answered: figureOf(row, 'cpu')?.provisioned ?? null,
    byHand: (mean([...tasks.values()].map((hour) => hour.mean)) * cpu) / 1024,
  };
}

async function database(
  week: string,
  row: Row,
  hours: (row: Row, metric: string) => Promise<Map<number, Hour>>,
  sizes: Sizes,
): Promise<Number[]> {
  const attributes = await sizes(row.id);
  const bytes = Number(attributes['allocatedGiB']) * GIB;
  const free = [...(await hours(row, 'FreeStorageSpace')).values()];
  const used = (value: number): number => 100 * (1 - value / bytes);
  const numbers = [
    {
      what: `${week} ${row.name} storage p95`,
      answered: figureOf(row, 'storage')?.p95 ?? null,
      byHand: quantile(
        free.map((hour) => used(hour.mean)),
        0.95,
      ),
    },
    {
      what: `${week} ${row.name} storage max`,
      answered: figureOf(row, 'storage')?.max ?? null,
      byHand: used(Math.min(...free.map((hour) => hour.min))),
    },
  ];
  const most = attributes['maxConnections'];
  if (typeof most !== 'number') return numbers;
  const connections = [...(await hours(row, 'DatabaseConnections')).values()];
  return [
    ...numbers,
    {
      what: `${week} ${row.name} connections p95`,
      answered: figureOf(row, 'connections')?.p95 ?? null,
      byHand: quantile(
        connections.map((hour) => (100 * hour.mean) / most),
        0.95,
      ),
    },
  ];
}

/** A cluster without hosts: in each hour what its services used over what they had. */
async function cluster(
  week: string,
  row: Row,
  review: Review,
  hours: (row: Row, metric: string) => Promise<Map<number, Hour>>,
  sizes: Sizes,
): Promise<Number> {
  const used = new Map<number, { used: number; had: number }>();
  for (const service of review.services.filter((one) => one.parentId === row.id)) {
    if (figureOf(service, 'cpu')?.p95 == null) continue;
    const size = Number((await sizes(service.id))['taskCpu']);
    const [cpu, tasks] = [await hours(service, 'CPUUtilization'), await hours(service, 'LiveTaskCount')];
    for (const [hour, { mean: percent }] of cpu) {
      const had = (tasks.get(hour)?.mean ?? 0) * size;
      if (!(had > 0)) continue;
      const sum = used.get(hour) ?? { used: 0, had: 0 };
      used.set(hour, { used: sum.used + (percent * had) / 100, had: sum.had + had });
    }
  }
  return {
    what: `${week} ${row.name} (cluster) cpu p95`,
    answered: figureOf(row, 'cpu')?.p95 ?? null,
    byHand: quantile(
      [...used.values()].map((sum) => (100 * sum.used) / sum.had),
      0.95,
    ),
  };
}

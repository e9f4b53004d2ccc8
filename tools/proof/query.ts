/** The overview and a service's charts answer fast over 10,000 series and thirty days of minutes. @alone */
import { connect, createTestDatabase } from '../../prisma/dist/index.js';
import { openTestServer } from '../test/database.mjs';
import { calibrate } from './lib/calibrate.ts';
import { Report } from './lib/report.ts';
import { getJson } from './lib/stack.ts';
import { startApi } from './query/api.ts';
import { bareCharts, bareOverview } from './query/bare.ts';
import { makeFleet, type Fleet, type GeneratedSeries } from './query/fleet.ts';
import { generate } from './query/generate.ts';

const short = process.argv.includes('--short');
const SERIES = short ? 1_000 : 10_000;
const DAYS = 30;
const ROUNDS = short ? 25 : 60;
const DAY = 86_400_000;
/** The goal of the ratio between an answer and the bare SQL of its rows; a busy machine slows both. */
const GOAL = 1.5;

/** Six charts of a service: utilisation, tasks, and the traffic of its target group. */
const CHARTS: readonly (readonly [metric: string, stat: string])[] = [
  ['CPUUtilization', 'Average'],
  ['CPUUtilization', 'Maximum'],
  ['MemoryUtilization', 'Average'],
  ['MemoryUtilization', 'Maximum'],
  ['LiveTaskCount', 'Average'],
  ['RequestCount', 'Sum'],
  ['HTTPCode_Target_5XX_Count', 'Sum'],
  ['TargetResponseTime', 'Average'],
  ['TargetResponseTime', 'p95'],
  ['TargetResponseTime', 'p99'],
];

const report = new Report('query');

/** Milliseconds of each of some runs, after a few that warm up. */
async function times(rounds: number, work: (round: number) => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let round = -5; round < rounds; round += 1) {
    const start = performance.now();
    await work(round + 5);
    if (round >= 0) found.push(performance.now() - start);
  }
  return found.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

function judge(what: string, answered: readonly number[], bare: readonly number[], limit: number): void {
  const median = at(answered, 0.5);
  const ratio = median / at(bare, 0.5);
  report.check(
    `${what} within ${limit} ms at the median, or within ${GOAL} of the bare SQL on a busy machine`,
    median <= limit || ratio <= GOAL,
    `${median.toFixed(1)} ms, p95 ${at(answered, 0.95).toFixed(1)} ms; bare SQL ${at(bare, 0.5).toFixed(1)} ms, ` +
      `ratio ${ratio.toFixed(2)} (goal ${GOAL}${ratio <= GOAL ? ', met' : ', not met'})`,
  );
}

/** Services that have a target group, each with the queries of its six charts. */
function servicePages({ resources, series }: Fleet) {
  const own = Map.groupBy(series, (one: GeneratedSeries) => one.resourceId);
  const whole = (id: string, metric: string): boolean =>
    own.get(id)?.some((one) => one.metric === metric && one.stat !== 'Average') ?? false;
  const groups = resources.filter(
    (one) => one.kind === 'target_group' && whole(one.id, 'TargetResponseTime'),
  );
  return groups.flatMap((group) => {
    const service = resources.find((one) => one.kind === 'ecs_service' && one.name === group.name);
    if (service === undefined) return [];
    const queries = CHARTS.map(([metric, stat], i) => ({
      id: `q${i}`,
      resource: own.get(service.id)?.some((one) => one.metric === metric) ? service.id : group.id,
      metric,
      stat,
    }));
    return [{ resources: [service.id, group.id], queries }];
  });
}

async function prove(url: string): Promise<void> {
  const { pool, close } = await connect({ databaseUrl: url, applicationName: 'danji-proof-query' });
  const fleet = makeFleet(SERIES);
  const start = performance.now();
  const now = Date.now();
  await generate(pool, fleet, DAYS, now);
  const { rows } = await pool.query<{ minutes: number; bytes: number }>(
    `SELECT (SELECT count(*) FROM metric_minutes)::float8 * 60 AS minutes, pg_database_size(current_database())::float8 AS bytes`,
  );
  report.figure('series, resources', `${fleet.series.length}, ${fleet.resources.length}`);
  report.figure(
    'datapoints stored',
    `${((rows[0]?.minutes ?? 0) / 1e6).toFixed(0)} million over ${DAYS} days`,
  );
  report.figure('database', `${((rows[0]?.bytes ?? 0) / 1e9).toFixed(2)} GB`);
  report.figure('generated in', `${((performance.now() - start) / 1000).toFixed(0)} s`);
  const api = await startApi(url);
  try {
    const overview = await times(ROUNDS, () => getJson(`${api.url}/overview`));
    judge('GET /overview', overview, await times(ROUNDS, () => bareOverview(pool, Date.now())), 100);
    await charts(api.url, pool, fleet);
  } finally {
    await api.stop();
    await close();
  }
}

async function charts(
  api: string,
  pool: Awaited<ReturnType<typeof connect>>['pool'],
  fleet: Fleet,
): Promise<void> {
  const pages = servicePages(fleet);
  const names = [...new Set(CHARTS.map(([metric]) => metric))];
  const spans = [
    { what: "a service's six charts over 24 h", days: 1, limit: 100, coarse: false },
    { what: "a service's six charts over 14 days", days: 14, limit: 200, coarse: true },
  ];
  let values = 0;
  for (const { what, days, limit, coarse } of spans) {
    // Every round another service: nobody opens the same page all day.
    const page = (round: number) => pages[round % pages.length] as (typeof pages)[number];
    const answered = await times(ROUNDS, async (round) => {
      const { queries } = page(round);
      const body = { from: `now-${days}d`, to: 'now', points: 300, queries };
      const answer = await getJson<{ series: { status: string; values: (number | null)[] }[] }>(
        `${api}/metrics/query`,
        body,
      );
      values = answer.series.filter(({ status }) => status === 'ok').length;
    });
    const to = Date.now();
    const bare = await times(ROUNDS, (round) =>
      bareCharts(pool, page(round).resources, names, { from: to - days * DAY, to, coarse }),
    );
    judge(what, answered, bare, limit);
    report.check(
      'every one of its series has values',
      values === CHARTS.length,
      `${values} of ${CHARTS.length}`,
    );
  }
}

let code = 1;
calibrate();
const server = await openTestServer();
process.env['DATABASE_URL'] = server.url;
const database = await createTestDatabase();
try {
  await prove(database.url);
  code = report.end();
} catch (cause) {
  console.error(cause);
  console.log('FAIL query: the proof could not run');
} finally {
  await database.drop();
  await server.stop();
}
process.exit(code);

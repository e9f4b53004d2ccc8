/** Every task run of a month is searched, counted and drawn as a flow within the time that a person waits for. @alone */
import { connect, createTestDatabase } from '../../prisma/dist/index.js';
import { openTestServer } from '../test/database.mjs';
import { drawFlow } from './flow/draw.ts';
import { generateRuns } from './flow/generate.ts';
import { calibrate } from './lib/calibrate.ts';
import { Report } from './lib/report.ts';
import { getJson } from './lib/stack.ts';
import { startApi } from './query/api.ts';

const short = process.argv.includes('--short');
const RUNS = short ? 10_000 : 100_000;
const DAYS = 30;
const ROUNDS = short ? 7 : 21;
const EXPLORER_MS = 200;
const FLOW_MS = 500;
const DRAWN_MS = 1000;

/** What the page asks for, as it asks. */
const NOW = Date.now();
const RANGE = `from=${new Date(NOW - DAYS * 86_400_000).toISOString()}&to=${new Date(NOW).toISOString()}`;
const FACETS = 'facets=cluster,service,state,trigger,cause,stopCode,az,launchType,capacityProvider';
const PAGE = `limit=100&${FACETS}`;

const report = new Report('flow');

/**
 * How much longer than its own processor time a fixed piece of work takes: 1 on an idle machine, 3 where three others
 * want each core as well. It is measured among the requests and its figure is printed.
 */
function crowding(): number {
  const [start, used] = [performance.now(), process.cpuUsage()];
  let sum = 0;
  for (let i = 0; i < 30_000_000; i += 1) sum += Math.sqrt(i);
  const { user, system } = process.cpuUsage(used);
  return sum > 0 ? (performance.now() - start) / ((user + system) / 1000) : Number.NaN;
}

const middle = (found: number[]): number =>
  found.sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? Number.NaN;

/** Medians of each request, all of them taken in turns so that a busy moment meets every one. */
async function medians(paths: readonly string[]): Promise<{ found: Map<string, number>; crowded: number }> {
  const times = new Map<string, number[]>(paths.map((path) => [path, []]));
  const crowds: number[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    crowds.push(crowding());
    for (const path of paths) {
      const start = performance.now();
      await getJson(path);
      if (round >= 0) times.get(path)?.push(performance.now() - start);
    }
  }
  return {
    found: new Map([...times].map(([path, each]) => [path, middle(each)])),
    crowded: Math.max(1, middle(crowds)),
  };
}

interface Listed {
  items: { id: string; serviceId: string | null; taskId: string }[];
  total: number | null;
  atLeast?: number;
  facets?: Record<string, { value: string; count: number }[]>;
}
interface Flow {
  tasks: number;
  links: { source: string; target: string; value: number }[];
  nodes: { id: string; count: number }[];
  stopReasons: { count: number }[];
  stopHours: { stops: number }[];
}

async function prove(url: string): Promise<void> {
  const { pool, close } = await connect({ databaseUrl: url, applicationName: 'danji-proof-flow' });
  const start = performance.now();
  await generateRuns(pool, RUNS, DAYS, NOW);
  const { rows } = await pool.query<{ runs: number; bytes: number }>(
    `SELECT count(*)::int AS runs, pg_total_relation_size('task_run')::float8 AS bytes FROM task_run`,
  );
  report.figure('task runs stored', `${rows[0]?.runs}, ${((rows[0]?.bytes ?? 0) / 1e6).toFixed(0)} MB`);
  report.figure('generated in', `${((performance.now() - start) / 1000).toFixed(0)} s`);
  await close();
  const api = await startApi(url);
  try {
    const { searches, flows } = await questions(api.url);
    const { found, crowded } = await medians([...searches.values(), ...flows.values()]);
    report.figure('wall time over processor time, meanwhile', crowded.toFixed(2));
    judge(searches, found, EXPLORER_MS, crowded);
    judge(flows, found, FLOW_MS, crowded);
    await truths(api.url);
    if (!short) await drawFlow(report, api.url, { limit: DRAWN_MS, days: DAYS });
  } finally {
    await api.stop();
  }
}

/** The requests that are timed, by what a person would call them. */
async function questions(
  api: string,
): Promise<{ searches: Map<string, string>; flows: Map<string, string> }> {
  const first = await getJson<Listed>(`${api}/tasks?${RANGE}&limit=100&state=stopped`);
  const task = first.items.find(({ serviceId }) => serviceId !== null);
  if (task === undefined) throw new Error('no task was generated');
  const search = (query: string): string => `${api}/tasks?${RANGE}&${PAGE}${query}`;
  const flow = (query: string): string => `${api}/tasks/flow?${RANGE}&tz=Asia/Seoul${query}`;
  const searches = new Map([
    ['explorer, nothing narrowed', search('')],
    ['explorer, one service', search(`,definition&service=${task.serviceId}`)],
    ['explorer, cause and zone', search('&cause=oom,health_check&az=ap-northeast-2a')],
    ['explorer, newest stops', search('&state=stopped&sort=-stoppedAt')],
    ['explorer, text of a task id', search(`&q=${task.taskId.slice(4, 20)}`)],
    ['explorer, text of a stop reason', search('&q=manifest%20has%20been%20retried')],
    ['explorer, text of an image', search('&q=service-12-app:v4')],
    ['explorer, text of an address', search('&q=10.7.2')],
    ['explorer, text of a host', search('&q=i-0bbbbbbbbbbbbbb1')],
    ['explorer, text that most tasks hold', search('&q=service-')],
  ]);
  const flows = new Map([
    ['flow, nothing narrowed', flow('')],
    ['flow, one launch type', flow('&launchType=FARGATE')],
    ['flow, one service', flow(`&service=${task.serviceId}`)],
  ]);
  return { searches, flows };
}

function judge(
  named: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, number>,
  limit: number,
  crowded: number,
): void {
  for (const [name, path] of named) {
    const median = found.get(path) ?? Number.NaN;
    const share = median / crowded;
    report.check(
      `${name} within ${limit} ms at the median`,
      share <= limit,
      `${median.toFixed(0)} ms${median > limit ? `, ${share.toFixed(0)} ms of a machine to itself` : ''}`,
    );
  }
}

/** Fast is of no use where it is wrong: the answers agree with each other and with what was stored. */
async function truths(api: string): Promise<void> {
  const flow = await getJson<Flow>(`${api}/tasks/flow?${RANGE}&tz=Asia/Seoul`);
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  const column = (name: string): number =>
    sum(flow.nodes.filter(({ id }) => id.startsWith(`${name}:`)).map(({ count }) => count));
  report.check(
    'the flow holds every run, once at its begin and once at its end',
    column('trigger') === flow.tasks && column('end') === flow.tasks && flow.tasks > RUNS * 0.99,
    `${flow.tasks} of ${RUNS}`,
  );
  const stops = sum(flow.stopReasons.map(({ count }) => count));
  report.check(
    'reasons and hours count the same stops',
    stops === sum(flow.stopHours.map((hour) => hour.stops)),
    `${stops}`,
  );
  const facets = (await getJson<Listed>(`${api}/tasks?${RANGE}&${PAGE}`)).facets ?? {};
  const states = sum((facets['state'] ?? []).map(({ count }) => count));
  report.check('the facets count every run', states === flow.tasks, `${states} by state`);
  const order = ['trigger', 'start', 'pull', 'run', 'end'];
  const rank = (id: string): number => order.indexOf(id.split(':')[0] ?? '');
  report.check(
    'every link of the flow goes to the right',
    flow.links.every(({ source, target }) => rank(target) > rank(source)),
    `${flow.links.length} links`,
  );
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
  console.log('FAIL flow: the proof could not run');
} finally {
  await database.drop();
  await server.stop();
}
process.exit(code);

/** Ten thousand simulated tasks, swept each 30 s with a fifth of the calls failing: phases, dwell, cause and replacement equal the truth. */
import { createTestDatabase } from '../../prisma/dist/index.js';
import { openTestServer } from '../test/database.mjs';
import { calibrate } from './lib/calibrate.ts';
import { Report } from './lib/report.ts';
import { compareTasks, type Compared } from './tasks/compare.ts';
import { A_FIFTH_FAILS, troubles } from './tasks/scenario.ts';
import { trueTasks } from './tasks/true-tasks.ts';
import { watchFleet, type WatchedFleet } from './tasks/watched-fleet.ts';

const short = process.argv.includes('--short');
const MINUTE = 60_000;
const SWEEP_MS = 30_000;
const MINUTES = short ? 15 : 120;
const TASKS = short ? 60 : 300;
const GOAL = short ? 200 : 10_000;
/** A Monday morning in Seoul: rollouts of people are over, target tracking is at work. */
const START = Date.UTC(2026, 10, 23, 5, 30);
const report = new Report('tasks');

/** Sweeps until enough virtual time has passed. @returns the longest time between two looks at any cluster */
async function watch(fleet: WatchedFleet): Promise<number> {
  let failed = 0;
  for (let at = 0; at < MINUTES * MINUTE; at += SWEEP_MS) {
    if (!(await fleet.sweepAfter(at === 0 ? 0 : SWEEP_MS))) failed += 1;
  }
  const { rows } = await fleet.connection.pool.query<{ status: string; n: number; tasks: number }>(
    `SELECT status, count(*)::int AS n, (count(*) FILTER (WHERE message LIKE '%tasks of %'))::int AS tasks
       FROM collection_run WHERE job = 'inventory' GROUP BY status ORDER BY status`,
  );
  const runs = rows.map(({ status, n, tasks }) => `${n} ${status} (${tasks} without the tasks of a cluster)`);
  report.figure('sweeps', `${runs.join(', ')}; ${failed} not at all`);
  return 4 * SWEEP_MS;
}

function judge(found: Compared): void {
  const { wrong, widths } = found;
  const causes = [...found.byCause].sort(([a], [b]) => (a < b ? -1 : 1)).map(([cause, n]) => `${cause} ${n}`);
  report.figure('how tasks ended', causes.join(', '));
  widths.sort((a, b) => a - b);
  const at = (share: number): string =>
    `${((widths[Math.floor((widths.length - 1) * share)] ?? 0) / 1000).toFixed(1)} s`;
  report.figure(
    'ends of draining',
    `${widths.length}, between looks ${at(0.5)} apart, at most ${at(1)}; not seen ${found.unseen.length}`,
  );
  const first = (list: readonly string[]): string =>
    `${list.length} wrong${list.length > 0 ? `: ${list.slice(0, 4).join(' | ')}` : ''}`;
  report.check(
    'enough tasks were simulated',
    found.tasks >= GOAL,
    `${found.tasks} tasks, ${found.stopped} stopped`,
  );
  report.check(
    'every task is kept',
    found.missing.length === 0,
    `${found.missing.length} missing of ${found.tasks}`,
  );
  report.check('every timestamp of AWS is exact', wrong.moments.length === 0, first(wrong.moments));
  report.check(
    'every phase and dwell equals the truth within the looks around it',
    wrong.phases.length === 0,
    first(wrong.phases),
  );
  report.check(
    'every cause class equals what the simulator planned',
    wrong.causes.length === 0,
    first(wrong.causes),
  );
  report.check(
    'every replacement is linked both ways',
    wrong.replacements.length === 0 && found.linked > 0,
    `${found.linked} links; ${first(wrong.replacements)}`,
  );
}

async function main(): Promise<number> {
  calibrate();
  const server = await openTestServer();
  process.env['DATABASE_URL'] = server.url;
  const scenarios = [troubles(MINUTES)];
  const database = await createTestDatabase();
  const size = { services: 25, tasks: TASKS, instances: 12, startAt: START, scenarios };
  const fleet = await watchFleet(size, database.url);
  try {
    fleet.simulator.faults.add(A_FIFTH_FAILS);
    const began = performance.now();
    const resolution = await watch(fleet);
    report.figure(
      'watched',
      `${MINUTES} min of virtual time in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
    const acted = fleet.simulator.faults.list().map((rule) => `${rule.id} ${JSON.stringify(rule)}`);
    report.figure('faults', acted.length);
    const truth = await trueTasks(fleet.simulator.url, START - 30 * MINUTE, fleet.now());
    judge(await compareTasks(fleet.connection, truth, { from: START, resolution }));
  } finally {
    await fleet.close();
    await database.drop();
    await server.stop();
  }
  return report.end();
}

let code = 1;
try {
  code = await main();
} catch (cause) {
  console.error(cause);
  console.log('FAIL tasks: the proof could not run');
}
process.exit(code);

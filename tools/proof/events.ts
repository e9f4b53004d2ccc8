/** Sweeps with a fifth of the calls failing, and beside them events from a queue, shuffled and repeated: every dwell is exact. */
import { EventQueueReader } from '../../apps/api/dist/exact-events/index.js';
import { createTestDatabase } from '../../prisma/dist/index.js';
import { openTestServer } from '../test/database.mjs';
import { calibrate } from './lib/calibrate.ts';
import { Report } from './lib/report.ts';
import { compareTasks, type Compared } from './tasks/compare.ts';
import { A_FIFTH_FAILS, troubles } from './tasks/scenario.ts';
import { EXACT, trueTasks, type TrueTask } from './tasks/true-tasks.ts';
import { watchFleet, type WatchedFleet } from './tasks/watched-fleet.ts';

const short = process.argv.includes('--short');
const MINUTE = 60_000;
const SWEEP_MS = 30_000;
const MINUTES = short ? 7 : 120;
const TASKS = short ? 40 : 300;
const GOAL = short ? 60 : 10_000;
/** An event arrives at most so long after what it tells. */
const ARRIVES_WITHIN_MS = 3_000;
const START = Date.UTC(2026, 10, 23, 5, 30);
const FAULTS = [
  ...A_FIFTH_FAILS,
  { id: 'shuffle', match: {}, effect: { kind: 'shuffleMessages' as const } },
  { id: 'copies', match: {}, effect: { kind: 'duplicateMessages' as const, fraction: 0.25 } },
  { id: 'rubbish', match: {}, effect: { kind: 'malformedMessages' as const, fraction: 0.05 } },
];

const report = new Report('events');

/** Reads until the queue is empty; a call that fails for good leaves the rest to the next turn, as in the product. */
async function read(reader: EventQueueReader): Promise<number> {
  let failed = 0;
  for (let turn = 0; turn < 200; turn += 1) {
    try {
      if ((await reader.readOnce(0)) === 0) return failed;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failed += 1;
      if (failed > 20) return failed;
    }
  }
  return failed;
}

async function watch(fleet: WatchedFleet, reader: EventQueueReader): Promise<void> {
  let [sweeps, reads] = [0, 0];
  for (let at = 0; at < MINUTES * MINUTE; at += SWEEP_MS) {
    if (!(await fleet.sweepAfter(at === 0 ? 0 : SWEEP_MS))) sweeps += 1;
    reads += await read(reader);
  }
  report.figure('failed for good', `${sweeps} sweeps, ${reads} reads of the queue`);
  // What was received and not deleted comes back once its visibility timeout is over.
  fleet.simulator.faults.clear();
  await fleet.sweepAfter(61_000);
  await read(reader);
  fleet.simulator.clock.advance(4000);
  await read(reader);
  // Whoever took a place a moment ago is known by a look, until its first event is here.
  await fleet.sweepAfter(0);
}

/** Whether the event of a task's last turn must be here. */
function hasArrived(task: TrueTask, now: number): boolean {
  const turns = [...EXACT, 'drainedAt' as const].map((name) => Date.parse(task[name] ?? '') || 0);
  return Math.max(...turns) < now - ARRIVES_WITHIN_MS;
}

async function figures({ connection }: WatchedFleet): Promise<void> {
  const { rows } = await connection.pool.query<Record<string, string>>(
    'SELECT received, stored, duplicates, malformed FROM event_queue',
  );
  const { received = '0', stored = '0', duplicates = '0', malformed = '0' } = rows[0] ?? {};
  report.figure('messages', `${received}: ${stored} events, ${duplicates} copies, ${malformed} malformed`);
  const sum = Number(stored) + Number(duplicates) + Number(malformed);
  report.check('every message is counted once', sum === Number(received), `${sum} of ${received}`);
  report.check('events came twice', Number(duplicates) > 0, `${duplicates} copies`);
}

function judge({ tasks, missing, wrong, unseen }: Compared): void {
  const first = (list: readonly string[]): string =>
    `${list.length} wrong${list.length > 0 ? `: ${list.slice(0, 4).join(' | ')}` : ''}`;
  report.check('enough tasks were simulated', tasks >= GOAL, `${tasks} tasks`);
  report.check('every task is kept', missing.length === 0, `${missing.length} missing of ${tasks}`);
  report.check('every timestamp of AWS is exact', wrong.moments.length === 0, first(wrong.moments));
  report.check(
    'every phase and dwell is exact',
    wrong.phases.length === 0 && unseen.length === 0,
    first(wrong.phases),
  );
  report.check('every cause class is right', wrong.causes.length === 0, first(wrong.causes));
  report.check(
    'every replacement is linked both ways',
    wrong.replacements.length === 0,
    first(wrong.replacements),
  );
}

async function main(): Promise<number> {
  calibrate();
  const server = await openTestServer();
  process.env['DATABASE_URL'] = server.url;
  const scenarios = [troubles(MINUTES)];
  const made = await createTestDatabase();
  const size = { services: 25, tasks: TASKS, instances: 12, startAt: START, scenarios };
  const fleet = await watchFleet(size, made.url);
  try {
    const { place, connection, simulator } = fleet;
    const url = `${simulator.url}/${simulator.world.accounts()[0]}/danji-events`;
    const parts = { database: connection, clock: { now: fleet.now }, place, url };
    const reader = new EventQueueReader({ ...parts, sweep: fleet.sweep() });
    simulator.faults.add(FAULTS);
    const began = performance.now();
    await watch(fleet, reader);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    report.figure('watched', `${MINUTES} min of virtual time in ${seconds} s`);
    await figures(fleet);
    const truth = await trueTasks(simulator.url, START, fleet.now());
    // What began before the queue was there is known by sweeps alone: their proof looks at it.
    const told = truth.filter((task) => Date.parse(task.createdAt) > START && hasArrived(task, fleet.now()));
    judge(await compareTasks(connection, told, { from: START, resolution: 0 }));
  } finally {
    await fleet.close();
    await made.drop();
    await server.stop();
  }
  return report.end();
}

let code = 1;
try {
  code = await main();
} catch (cause) {
  console.error(cause);
  console.log('FAIL events: the proof could not run');
}
process.exit(code);

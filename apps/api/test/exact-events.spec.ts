import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultRule } from '@danji/aws-simulator';
import { EventQueueReader } from '../src/exact-events/index.js';
import { InventorySweep } from '../src/inventory/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

const MINUTE = 60_000;
const MOMENTS = [
  'created_at',
  'connectivity_at',
  'pull_started_at',
  'pull_stopped_at',
  'started_at',
  'stopping_at',
  'drained_at',
  'execution_stopped_at',
  'stopped_at',
] as const;
const WILD: FaultRule[] = [
  { match: {}, effect: { kind: 'shuffleMessages' } },
  { match: {}, effect: { kind: 'duplicateMessages', fraction: 0.3 } },
  { match: {}, effect: { kind: 'malformedMessages', fraction: 0.2 } },
];

let world: MetricsWorld;
let sweep: InventorySweep;
let reader: EventQueueReader;
let beganAt: number;

beforeAll(async () => {
  const incidents = [
    { kind: 'deployment', at: '+2m', on: { service: 'checkout-api' } },
    { kind: 'stop-tasks', at: '+4m', on: { service: '*' } },
  ];
  world = await startMetricsWorld({}, { scenarios: [{ name: 'turns', incidents }] });
  const { app, place, simulator } = world;
  const { database, clock } = app;
  sweep = new InventorySweep({ pool: database.pool, clock, place, sweepSeconds: 15, labelRules: null });
  const url = `${simulator.url}/${simulator.world.accounts()[0]}/danji-events`;
  reader = new EventQueueReader({ database, clock, place, sweep, url });
  await sweep.run();
  await readAll();
  beganAt = clock.now();
});

afterAll(async () => {
  await world.close();
});

async function readAll(): Promise<number> {
  let total = 0;
  for (;;) {
    const taken = await reader.readOnce(0);
    if (taken === 0) return total;
    total += taken;
  }
}

/** Moments of tasks that began and ended since `beganAt`, in truth and as stored, by ARN. */
async function lives(): Promise<{ truth: Record<string, unknown>; stored: Record<string, unknown> }> {
  const { tasks = [] } = world.simulator.world.truth({
    from: beganAt,
    to: world.app.clock.now() + 1,
    parts: ['tasks'],
  });
  const truth = tasks
    .filter((task) => Date.parse(String(task['createdAt'])) > beganAt)
    .map((task) => [task['taskArn'], MOMENTS.map((column) => task[camel(column)] ?? null)] as const);
  const rows = await world.rows<Record<string, Date | string | null>>('SELECT * FROM task_run');
  const known = new Set(truth.map(([arn]) => arn));
  const stored = rows
    .filter(({ arn }) => known.has(arn))
    .map((row) => {
      const moments = MOMENTS.map((column) => (row[column] as Date | null)?.toISOString() ?? null);
      return [row['arn'], moments] as const;
    });
  return { truth: Object.fromEntries(truth), stored: Object.fromEntries(stored) };
}

const camel = (column: string): string =>
  column.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
const figures = async (): Promise<Record<string, unknown>> =>
  (await world.rows<Record<string, unknown>>('SELECT * FROM event_queue'))[0] ?? {};

describe('exact events', () => {
  it('give every moment of every task without a sweep, shuffled, repeated and spoilt as they come', async () => {
    world.faults(WILD);
    for (let i = 0; i < 6; i += 1) {
      world.pass(2 * MINUTE);
      await readAll();
    }
    world.pass(5000);
    await readAll();
    const { truth, stored } = await lives();
    expect(Object.keys(truth).length).toBeGreaterThan(8);
    expect(stored).toEqual(truth);
    const { received, stored: kept, duplicates, malformed } = await figures();
    expect(Number(duplicates)).toBeGreaterThan(10);
    expect(Number(malformed)).toBeGreaterThan(0);
    expect(Number(received)).toBe(Number(kept) + Number(duplicates) + Number(malformed));
  });

  it('agree with the sweep, which changes no moment and tells no event twice', async () => {
    world.faults([]);
    const before = await lives();
    const told = await world.rows<{ resource_id: string; id: string }>(
      "SELECT resource_id, id FROM event WHERE kind = 'task_stop'",
    );
    await sweep.run();
    expect((await lives()).stored).toEqual(before.stored);
    const again = await world.rows<{ id: string }>("SELECT id FROM event WHERE kind = 'task_stop'");
    expect(new Set(again.map(({ id }) => id)).size).toBe(again.length);
    expect(again.length).toBeGreaterThanOrEqual(told.length);
  });

  it('stay in the queue until what they say is committed', async () => {
    world.pass(10 * MINUTE);
    const { database } = world.app;
    await database.pool.query('ALTER TABLE event_queue RENAME TO event_queue_away');
    await expect(reader.readOnce(0)).rejects.toThrow('event_queue');
    await database.pool.query('ALTER TABLE event_queue_away RENAME TO event_queue');
    expect(await readAll()).toBe(0);
    const before = Number((await figures())['received']);
    world.pass(MINUTE + 1000);
    const taken = await readAll();
    expect(taken).toBeGreaterThan(0);
    expect(Number((await figures())['received'])).toBe(before + taken);
  });

  it('say why a queue cannot be read, and go on when it can', async () => {
    world.faults([{ match: { service: 'sqs' }, effect: { kind: 'deny' } }]);
    await reader.run(AbortSignal.timeout(5000), 1000);
    expect(await figures()).toMatchObject({
      state: 'failing',
      message: expect.stringContaining('sqs:ReceiveMessage'),
    });
    const [run] = await world.rows<{ status: string }>(
      "SELECT status FROM collection_run WHERE job = 'events'",
    );
    expect(run?.status).toBe('failed');
  });
});

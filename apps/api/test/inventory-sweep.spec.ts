import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AwsPlace, Limiter } from '../src/aws/index.js';
import { SystemClock } from '../src/clock/index.js';
import { InventorySweep } from '../src/inventory/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';
import { NOW } from './support/test-app.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Everything that an inventory sweep writes. */
const TABLES = [
  'resource',
  'resource_revision',
  'task_run',
  'event',
  'deployment',
  'scaling_activity',
  'service_count',
] as const;

let world: MetricsWorld;
let sweep: InventorySweep;
const newSweep = (): InventorySweep =>
  new InventorySweep({
    pool: world.app.database.pool,
    clock: world.app.clock,
    place: world.place,
    sweepSeconds: 15,
    labelRules: null,
  });
const account = () => {
  const accountId = world.simulator.world.accounts()[0] as string;
  const region = world.simulator.world.region(accountId, 'ap-northeast-2');
  if (!region) throw new Error('the simulator has no such region');
  return region;
};
const count = async (sql: string): Promise<number> =>
  ((await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))[0] as { n: number }).n;

beforeAll(async () => {
  world = await startMetricsWorld();
  sweep = newSweep();
}, 60_000);
afterAll(() => world.close(), 30_000);
beforeEach(() => world.faults([]));

describe('the first sweep', () => {
  it('stores everything that AWS lists', async () => {
    const run = await sweep.run();
    expect(run).toMatchObject({ status: 'ok', message: null });
    const region = account();
    const clusters = region.clusters().map((cluster) => cluster['clusterArn'] as string);
    expect(await count(`resource WHERE kind = 'ecs_cluster'`)).toBe(clusters.length);
    const services = clusters.flatMap((arn) => region.services(arn));
    expect(await count(`resource WHERE kind = 'ecs_service'`)).toBe(services.length);
    const tasks = clusters.flatMap((arn) => region.tasks(arn));
    expect(await count('task_run')).toBe(tasks.length);
    expect(await count(`resource WHERE kind = 'rds_instance'`)).toBe(region.dbInstances().length);
    expect(await count(`resource WHERE kind = 'ec2_instance'`)).toBe(region.instances().length);
    const events = services.flatMap((service) => service['events'] as unknown[]);
    expect(await count(`event WHERE kind = 'service_event'`)).toBe(events.length);
  });

  it('writes a baseline revision of each resource and no change', async () => {
    expect(await count('resource_revision')).toBe(await count('resource'));
    expect(await count(`event WHERE type = 'config_changed'`)).toBe(0);
  });

  it('keeps no environment value', async () => {
    const definitions = await world.rows<{ arn: string; attributes: unknown }>(
      `SELECT arn, attributes FROM resource WHERE kind = 'ecs_task_definition'`,
    );
    const containers = definitions.flatMap(
      ({ arn }) =>
        (account().taskDefinition(arn)?.['containerDefinitions'] ?? []) as Record<string, unknown>[],
    );
    const variables = containers.flatMap(
      (container) => (container['environment'] ?? []) as { name: string; value: string }[],
    );
    expect(variables.length).toBeGreaterThan(0);
    const stored = JSON.stringify(definitions);
    // Values that are also ordinary words (a port, a region) say nothing; long ones do.
    const telling = variables.filter(({ value }) => value.length >= 12);
    expect(telling.length).toBeGreaterThan(0);
    for (const { name, value } of telling) {
      expect(stored).toContain(name);
      expect(stored).not.toContain(value);
    }
  });
});

describe('a sweep that finds nothing new', () => {
  it('writes its own row and nothing else, also after a restart', async () => {
    // Older revisions of task definitions come a few a sweep.
    let [known, found] = [0, -1];
    for (let i = 0; i < 20 && found !== known; i += 1) {
      known = found;
      await sweep.run();
      found = await count('resource');
    }
    expect(found).toBe(known);
    const versions = async (): Promise<unknown> =>
      Promise.all(
        TABLES.map((table) => world.rows(`SELECT count(*), max(xmin::text::bigint) FROM ${table}`)),
      );
    const before = await versions();
    const runs = await count('collection_run');
    await sweep.run();
    await newSweep().run();
    expect(await versions()).toEqual(before);
    expect(await count('collection_run')).toBe(runs + 2);
  });
});

describe('sweeps over hours', () => {
  it('miss no stop, no message and no deployment of what really happened', async () => {
    sweep = newSweep();
    for (let step = 0; step < 12; step += 1) {
      world.pass(20 * MINUTE);
      await sweep.run();
    }
    const to = world.app.clock.at;
    const truth = world.simulator.world.truth({ from: NOW, to, parts: ['tasks', 'serviceEvents'] });
    const stopped = (truth.tasks ?? []).filter(
      (task) => task['stoppedAt'] && Date.parse(String(task['stoppedAt'])) <= to,
    );
    const runs = await world.rows<{
      arn: string;
      stopped_at: Date | null;
      stop_code: string | null;
      cause: string;
    }>('SELECT arn, stopped_at, stop_code, cause FROM task_run WHERE stopped_at IS NOT NULL');
    const kept = new Map(runs.map((run) => [run.arn, run]));
    expect(stopped.length).toBeGreaterThan(3);
    for (const task of stopped) {
      const run = kept.get(String(task['taskArn']));
      expect(run?.stopped_at?.toISOString()).toBe(new Date(String(task['stoppedAt'])).toISOString());
      expect(run?.stop_code).toBe(task['stopCode']);
      expect(run?.cause).not.toBe('unknown');
    }
    const events = new Set(
      (await world.rows<{ id: string }>(`SELECT id FROM event WHERE kind = 'service_event'`)).map(
        ({ id }) => id,
      ),
    );
    for (const event of truth.serviceEvents ?? []) expect(events).toContain(event['id']);
  }, 60_000);
});

describe('a role that may not do everything', () => {
  it('loses exactly what was denied, names the action, and buries nothing', async () => {
    const live = await count('resource WHERE deleted_at IS NULL');
    world.faults([
      { match: { service: 'ecs', operation: 'ListServices' }, effect: { kind: 'deny' } },
      { match: { service: 'rds' }, effect: { kind: 'deny' } },
    ]);
    world.pass(30_000);
    const run = await sweep.run();
    expect(run.status).toBe('partial');
    expect(run.message).toContain('ecs:ListServices');
    expect(run.message).toContain('rds:DescribeDBInstances');
    expect(run.kinds).toContain('ecs_task');
    expect(run.kinds).not.toContain('ecs_service');
    expect(run.kinds).not.toContain('rds_instance');
    const changes = world.place.permissions.takeChanges();
    const denied = changes.filter(({ status }) => status === 'denied').map(({ action }) => action);
    expect(denied.sort()).toEqual(['ecs:ListServices', 'rds:DescribeDBClusters', 'rds:DescribeDBInstances']);
    world.pass(5 * MINUTE);
    await sweep.run();
    expect(await count(`resource WHERE deleted_at IS NULL AND kind IN ('ecs_service', 'rds_instance')`)).toBe(
      4,
    );
    expect(await count('resource WHERE deleted_at IS NULL')).toBeGreaterThanOrEqual(live - 1);
  });

  it('has it back soon after it was allowed', async () => {
    world.pass(2 * MINUTE);
    const run = await sweep.run();
    expect(run).toMatchObject({ status: 'ok', message: null });
    const allowed = world.place.permissions.takeChanges().map(({ action, status }) => [action, status]);
    expect(allowed).toContainEqual(['ecs:ListServices', 'allowed']);
  });
});

describe('an AWS that misbehaves', () => {
  it.each([
    ['throttles every third call', { every: 3, effect: { kind: 'throttle' as const } }],
    ['fails every fourth call', { every: 4, effect: { kind: 'error' as const, status: 503 } }],
    [
      'cuts an answer short',
      { every: 5, effect: { kind: 'truncate' as const, fraction: 0.5, ending: 'cut' as const } },
    ],
  ])(
    'is swept all the same when it %s',
    async (_what, rule) => {
      world.faults([{ match: { service: 'ecs' }, ...rule }]);
      world.pass(MINUTE);
      const run = await sweep.run();
      expect(run.status).toBe('ok');
    },
    30_000,
  );

  it('keeps what was known when it answers nothing', async () => {
    const live = await count('resource WHERE deleted_at IS NULL');
    world.faults([{ match: { service: 'e*' }, effect: { kind: 'error', status: 500 } }]);
    world.pass(MINUTE);
    const run = await sweep.run();
    expect(run.status).toBe('partial');
    expect(await count('resource WHERE deleted_at IS NULL')).toBe(live);
  }, 30_000);
});

describe('an absence longer than AWS remembers', () => {
  it('ends tasks that are gone, at the moment they were last listed, with an unknown cause', async () => {
    await sweep.run();
    const before = new Set(
      (await world.rows<{ arn: string }>('SELECT arn FROM task_run WHERE stopped_at IS NULL')).map(
        ({ arn }) => arn,
      ),
    );
    const lastLook = world.app.clock.at;
    world.pass(30 * HOUR);
    sweep = newSweep();
    await sweep.run();
    world.pass(2 * MINUTE);
    await sweep.run();
    const listed = new Set(
      account()
        .clusters()
        .flatMap((cluster) => account().tasks(cluster['clusterArn'] as string))
        .map((task) => task['taskArn'] as string),
    );
    const gone = [...before].filter((arn) => !listed.has(arn));
    expect(gone.length).toBeGreaterThan(0);
    const ended = await world.rows<{
      stopped_at: Date;
      cause: string;
      abnormal: boolean;
      stopped_reason: string;
    }>('SELECT stopped_at, cause, abnormal, stopped_reason FROM task_run WHERE arn = ANY($1)', [gone]);
    expect(ended).toHaveLength(gone.length);
    for (const run of ended) {
      expect(run).toMatchObject({ cause: 'unknown', abnormal: false });
      expect(run.stopped_reason).toContain('no longer lists');
      expect(run.stopped_at.getTime()).toBeLessThanOrEqual(lastLook + 1000);
    }
  }, 60_000);
});

describe('a role that may not even ask who it is', () => {
  it('is known by the ARN of what it may list', async () => {
    world.faults([{ match: { service: 'sts' }, effect: { kind: 'deny' } }]);
    const clock = new SystemClock();
    const place = new AwsPlace({
      scopeId: 'scope-main',
      region: 'ap-northeast-2',
      access: { roleArn: null, externalId: null, endpoint: world.simulator.url },
      clock,
      limiter: new Limiter(clock),
      meter: { record: () => undefined },
    });
    expect(await place.accountId()).toBe(world.simulator.world.accounts()[0]);
    place.close();
  });
});

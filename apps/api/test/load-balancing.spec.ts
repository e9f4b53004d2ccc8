import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AttributesOf } from '@danji/shared';
import { InventorySweep } from '../src/inventory/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

type Group = AttributesOf<'target_group'>;
interface Row<A> {
  id: string;
  name: string;
  arn: string;
  native_id: string;
  parent_id: string | null;
  status: string;
  attributes: A;
}

let world: MetricsWorld;
let sweep: InventorySweep;
const rowsOf = <A>(kind: string): Promise<Row<A>[]> =>
  world.rows<Row<A> & Record<string, unknown>>(
    `SELECT id, name, arn, native_id, parent_id, status, attributes FROM resource WHERE kind = '${kind}' AND deleted_at IS NULL ORDER BY name`,
  );
const region = () => {
  const accountId = world.simulator.world.accounts()[0] as string;
  const found = world.simulator.world.region(accountId, 'ap-northeast-2');
  if (!found) throw new Error('the simulator has no such region');
  return found;
};
const newSweep = (): InventorySweep =>
  new InventorySweep({
    pool: world.app.database.pool,
    clock: world.app.clock,
    place: world.place,
    sweepSeconds: 15,
    labelRules: null,
  });

beforeAll(async () => {
  world = await startMetricsWorld(
    {},
    {
      services: 8,
      tasks: 30,
      scenarios: [
        {
          name: 'failing-targets',
          incidents: [
            {
              kind: 'target-health',
              at: '+2m',
              duration: '8m',
              on: { cluster: 'prod-kr', service: 'checkout-api' },
              parameters: { share: 100, seconds: [60, 200] },
            },
          ],
        },
      ],
    },
  );
  sweep = newSweep();
  await sweep.run();
  world.pass(20 * SECOND);
  await sweep.run();
}, 60_000);
afterAll(() => world.close(), 30_000);
beforeEach(() => world.faults([]));

describe('load balancers', () => {
  it('are stored by the name that CloudWatch has for them, each group below its own', async () => {
    const balancers = await rowsOf<AttributesOf<'load_balancer'>>('load_balancer');
    const groups = await rowsOf<Group>('target_group');
    expect(balancers.map(({ arn }) => arn).sort()).toEqual(
      region()
        .loadBalancing.loadBalancers()
        .map((one) => one['LoadBalancerArn'])
        .sort(),
    );
    for (const { native_id } of balancers) expect(native_id).toMatch(/^(app|net)\/[^/]+\/[0-9a-f]{16}$/);
    expect(groups.length).toBe(region().loadBalancing.targetGroups().length);
    for (const { native_id, parent_id } of groups) {
      expect(native_id).toMatch(/^targetgroup\/[^/]+\/[0-9a-f]{16}$/);
      expect(balancers.map(({ id }) => id)).toContain(parent_id);
    }
  });

  it('have their listeners, and rules that forward to groups with weights', async () => {
    const balancers = await rowsOf<AttributesOf<'load_balancer'>>('load_balancer');
    const rules = balancers.flatMap(({ attributes }) =>
      (attributes.listeners ?? []).flatMap((listener) => listener.rules ?? []),
    );
    const ids = new Set((await rowsOf<Group>('target_group')).map(({ id }) => id));
    const forwarded = rules.flatMap(({ targetGroups }) => targetGroups);
    expect(forwarded.length).toBeGreaterThan(3);
    for (const { resourceId } of forwarded) expect(ids.has(resourceId ?? '')).toBe(true);
    expect(
      rules.some(({ targetGroups }) => targetGroups.map(({ weight }) => weight).join() === '100,0'),
    ).toBe(true);
  });

  it('without a target behind them are idle and say so', async () => {
    const idle = (await world.rows<{ name: string }>(
      `SELECT name FROM resource WHERE kind = 'load_balancer' AND reasons::text LIKE '%balancer_idle%'`,
    )) as { name: string }[];
    expect(idle.map(({ name }) => name)).toContain('event-2025-landing');
  });
});

describe('targets', () => {
  it('are the tasks behind them', async () => {
    const tasks = new Map(
      (
        await world.rows<{ id: string; service_id: string; last_status: string }>(
          `SELECT id, service_id, last_status FROM task_run WHERE service_id IS NOT NULL`,
        )
      ).map((task) => [task.id, task]),
    );
    const groups = (await rowsOf<Group>('target_group')).filter(
      ({ attributes }) => attributes.targets?.length,
    );
    expect(groups.length).toBeGreaterThan(3);
    for (const { attributes } of groups) {
      for (const target of attributes.targets ?? []) {
        if (target.state !== 'healthy') continue;
        const task = tasks.get(target.taskId ?? '');
        expect(attributes.services).toContain(task?.service_id);
      }
    }
  });

  it('of one group are checked at another port than its container has, which is said without an alarm', async () => {
    const groups = await rowsOf<Group>('target_group');
    const odd = groups.filter(({ attributes }) => (attributes.mismatches ?? []).length > 0);
    expect(odd).toHaveLength(1);
    expect(odd[0]?.attributes.mismatches).toEqual([
      { what: 'port', asked: '8081', container: expect.any(String) },
    ]);
    expect(odd[0]?.status).toBe('info');
  });
});

describe('a target that fails its checks', () => {
  it('is told when it turns, below its group and in the story of its service, and hurts both', async () => {
    const [group] = (await rowsOf<Group>('target_group')).filter(({ name }) => name === 'checkout-api-tg');
    const service = group?.attributes.services[0] as string;
    const turns = () =>
      world.rows<{ resource_id: string; parent_id: string; params: Record<string, string> }>(
        `SELECT resource_id, parent_id, params FROM event WHERE type = 'target_failed'`,
      );
    const hurt: { status: string; reasons: { code: string; since: string | null }[] }[] = [];
    for (let step = 0; step < 50; step += 1) {
      world.pass(10 * SECOND);
      await sweep.run();
      const [now] = await world.rows<(typeof hurt)[number]>(
        `SELECT status, reasons FROM resource WHERE id = $1 AND reasons::text LIKE '%healthy_targets%'`,
        [group?.id],
      );
      if (now) hurt.push(now);
      if (hurt.length > 0 && (await turns()).length > 0) break;
    }
    const [turn] = await turns();
    expect(turn).toMatchObject({
      resource_id: group?.id,
      parent_id: service,
      params: {
        code: 'Target.ResponseCodeMismatch',
        reason: 'Health checks failed with these codes: [502]',
      },
    });
    expect(hurt[0]?.status).toMatch(/warning|critical/);
    expect(hurt[0]?.reasons[0]?.since).not.toBeNull();
  }, 60_000);
});

describe('canaries', () => {
  it('belong to the service that they name, and have their last run', async () => {
    const canaries = await rowsOf<AttributesOf<'canary'>>('canary');
    expect(canaries.length).toBe(region().canaries.canaries().length);
    const services = new Map(
      (await rowsOf<AttributesOf<'ecs_service'>>('ecs_service')).map(({ id, name }) => [id, name]),
    );
    for (const { name, attributes, parent_id } of canaries) {
      expect(parent_id).toBe(attributes.serviceId);
      expect(services.get(attributes.serviceId ?? '')).toBe(
        {
          'checkout-journey': 'checkout-api',
          'web-gateway-home': 'web-gateway',
          'user-api-login': 'user-api',
        }[name],
      );
      expect(attributes.lastRun?.status).toMatch(/PASSED|RUNNING|FAILED/);
    }
  });
});

describe('a role that may not read target health', () => {
  it('keeps load balancers and groups, and calls their health unknown', async () => {
    await world.rows(`UPDATE resource SET content_hash = '' WHERE kind = 'target_group'`, []);
    world.faults([{ match: { operation: 'DescribeTargetHealth' }, effect: { kind: 'deny' } }]);
    sweep = newSweep();
    world.pass(MINUTE);
    const run = await sweep.run();
    expect(run.message).toContain('target health');
    const groups = await rowsOf<Group>('target_group');
    expect(groups.every(({ attributes }) => attributes.targets === null)).toBe(true);
    expect(groups.every(({ status }) => status === 'unknown')).toBe(true);
    expect((await rowsOf('load_balancer')).length).toBeGreaterThan(2);
  });
});

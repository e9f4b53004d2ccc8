import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AttributesOf, ServiceDeploymentDetail } from '@danji/shared';
import { InventorySweep } from '../src/inventory/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

const MINUTE = 60_000;
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

interface Stored<A> {
  id: string;
  arn: string;
  name: string;
  attributes: A;
}
const stored = <K extends Parameters<typeof sql>[0]>(kind: K): Promise<Stored<AttributesOf<K>>[]> =>
  world.rows(sql(kind));
function sql(
  kind: 'ecs_service' | 'ecs_task_definition' | 'capacity_provider' | 'auto_scaling_group',
): string {
  return `SELECT id, arn, name, attributes FROM resource WHERE kind = '${kind}' AND deleted_at IS NULL ORDER BY name`;
}

beforeAll(async () => {
  world = await startMetricsWorld({}, { services: 8, tasks: 24, instances: 4, historyDays: 20 });
  sweep = newSweep();
  for (let i = 0; i < 6; i += 1) {
    world.pass(MINUTE);
    await sweep.run();
  }
}, 90_000);
afterAll(() => world.close(), 30_000);
beforeEach(() => world.faults([]));

describe('what ECS offers one at a time', () => {
  it('is known of every family in use: its revisions by number, as AWS lists them', async () => {
    const definitions = await stored('ecs_task_definition');
    const inUse = definitions.filter(({ attributes }) => attributes.usedBy.length > 0);
    expect(inUse.length).toBeGreaterThan(0);
    for (const { attributes } of inUse) {
      const { family, familyRevisions } = attributes;
      const [active, inactive] = await Promise.all([
        world.place.ecsDetails.taskDefinitionArns(family, 'ACTIVE'),
        world.place.ecsDetails.taskDefinitionArns(family, 'INACTIVE'),
      ]);
      const listed = [...active.arns, ...inactive.arns].map((arn) => Number(arn.split(':').at(-1)));
      expect(familyRevisions?.newest.map(({ revision }) => revision)).toEqual(
        listed.sort((a, b) => b - a).slice(0, 100),
      );
    }
    expect(definitions.length).toBeGreaterThan(inUse.length);
  });

  it('is known of rollouts, also of those that were over before anybody looked', async () => {
    const rollouts = await world.rows<{
      strategy: string;
      finished_at: Date | null;
      detail: ServiceDeploymentDetail | null;
    }>('SELECT strategy, finished_at, detail FROM deployment');
    const services = await stored('ecs_service');
    expect(rollouts.length).toBeGreaterThan(services.length);
    const told = rollouts.flatMap(({ detail }) => detail ?? []);
    expect(told.length).toBe(rollouts.length);
    for (const { strategy, detail } of rollouts) {
      expect(detail?.target.taskDefinition).toMatch(/:\d+$/);
      // A task set names a task definition and no images.
      if (strategy === 'CODE_DEPLOY') expect(detail?.images).toBeNull();
      else expect(detail?.images?.length).toBeGreaterThan(0);
    }
    const events = await world.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM event WHERE type = 'deployment_started'`,
    );
    expect(events[0]?.n).toBe(rollouts.length);
  });

  it('is known of the protection of tasks that a scale-in would take', async () => {
    const scaled = (await stored('ecs_service')).filter(({ attributes }) => attributes.scaling !== null);
    expect(scaled.length).toBeGreaterThan(0);
    for (const { attributes } of scaled) {
      if (attributes.running === 0) continue;
      expect(attributes.protection?.checked).toBeGreaterThan(0);
      expect(attributes.scaling?.scheduled).not.toBeNull();
    }
  });

  it('stands after a restart until it is read again', async () => {
    const before = await stored('ecs_service');
    world.faults([{ match: { operation: 'GetTaskProtection' }, effect: { kind: 'deny' } }]);
    await newSweep().run();
    const protection = (all: typeof before) => all.map(({ attributes }) => attributes.protection);
    expect(protection(await stored('ecs_service'))).toEqual(protection(before));
  });
});

describe('capacity providers and Auto Scaling groups', () => {
  it('are joined: a provider names its group and the clusters that use it', async () => {
    const providers = await stored('capacity_provider');
    const groups = new Set((await stored('auto_scaling_group')).map(({ id }) => id));
    const onGroups = providers.filter(({ attributes }) => attributes.autoScalingGroup !== null);
    for (const { attributes } of onGroups) {
      expect(groups).toContain(attributes.autoScalingGroup?.resourceId);
    }
    expect(providers.map(({ name }) => name)).toEqual(expect.arrayContaining(['FARGATE', 'FARGATE_SPOT']));
    expect(providers.some(({ attributes }) => attributes.clusters.length > 0)).toBe(true);
  });

  it('say unknown and not none where policies may not be read, and fail nothing', async () => {
    world.faults([{ match: { operation: 'DescribePolicies' }, effect: { kind: 'deny' } }]);
    const run = await newSweep().run();
    for (const { attributes } of await stored('auto_scaling_group')) expect(attributes.policies).toBeNull();
    expect(run.kinds).toContain('auto_scaling_group');
    const denied = world.place.permissions.takeChanges().filter(({ status }) => status === 'denied');
    expect(denied.map(({ action }) => action)).toContain('autoscaling:DescribePolicies');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecommendationList, type Recommendation } from '@danji/shared';
import { LOCAL_CONTEXT } from '../src/http/index.js';
import { ComputeRecommendations } from '../src/recommendations/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

let world: MetricsWorld;
let found: Recommendation[];

beforeAll(async () => {
  // The fleet of the demonstration, where somebody left each of these behind.
  world = await startMetricsWorld({}, { clusters: 3, services: 30, tasks: 120, instances: 20, databases: 7 });
  // What AWS offers one at a time comes in several sweeps.
  for (let i = 0; i < 6; i += 1) {
    await world.sweep();
    world.pass(15_000);
  }
  await world.app.nest.get(ComputeRecommendations, { strict: false }).run(LOCAL_CONTEXT);
  const { body } = await world.app.get('/recommendations?limit=500');
  found = RecommendationList.parse(body).items;
}, 120_000);
afterAll(() => world.close());

const of = (rule: string): Recommendation[] => found.filter((each) => each.rule === rule);
const names = (rule: string): string[] =>
  of(rule)
    .map(({ resource }) => resource.name)
    .sort();
const stored = <T>(sql: string): Promise<T[]> => world.rows<T>(sql);

describe('rules of configuration on a simulated account', () => {
  it('find every security group that lets the internet in on a sensitive port, and no other', async () => {
    const open = await stored<{ name: string }>(
      `SELECT DISTINCT r.name FROM resource r, jsonb_array_elements(r.attributes->'inbound') rule
        WHERE r.kind = 'security_group' AND (rule->>'open')::boolean
          AND (rule->>'fromPort' IS NULL OR rule->>'fromPort' IN ('22', '5432', '3306')) ORDER BY 1`,
    );
    expect(open.length).toBeGreaterThan(0);
    expect(names('security_group_open')).toEqual(open.map(({ name }) => name));
  });

  it('find databases without backups, out of support, with maintenance waiting, and without a standby', async () => {
    const where = async (condition: string): Promise<string[]> =>
      (
        await stored<{ name: string }>(
          `SELECT name FROM resource WHERE kind = 'rds_instance' AND ${condition} ORDER BY name`,
        )
      ).map(({ name }) => name);
    const alone = `attributes->>'replicaOf' IS NULL AND attributes->'cluster' = 'null'`;
    const [backups, maintenance, standby] = await Promise.all([
      where(`(attributes->>'backupRetentionDays')::int = 0 AND ${alone}`),
      where(`jsonb_array_length(attributes->'pendingMaintenance') > 0`),
      where(`NOT (attributes->>'multiAz')::boolean AND environment = 'prod' AND ${alone}`),
    ]);
    for (const list of [backups, maintenance, standby]) expect(list.length).toBeGreaterThan(0);
    expect(names('backups_off')).toEqual(backups);
    expect(names('pending_maintenance')).toEqual(maintenance);
    expect(names('rds_single_az')).toEqual(standby);
    expect(of('engine_end_of_life').map(({ current }) => String(current['engineVersion']))).toContainEqual(
      expect.stringMatching(/^13\./),
    );
  });

  it('find the one health check that asks another port or path than the container has', () => {
    expect(of('health_check_mismatch')).toHaveLength(1);
    expect(of('health_check_mismatch')[0]?.change[0]?.text).toContain('elbv2 modify-target-group');
  });

  it('find services that live on Spot alone', async () => {
    const spot = await stored<{ name: string }>(
      `SELECT name FROM resource WHERE kind = 'ecs_service' AND (attributes->>'desired')::int > 0
          AND attributes->'strategy' @> '[{"capacityProvider": "FARGATE_SPOT"}]'
          AND NOT attributes->'strategy' @> '[{"capacityProvider": "FARGATE"}]' ORDER BY name`,
    );
    const fargate = of('spot_without_base').filter(({ current }) =>
      String(current['strategy']).includes('FARGATE'),
    );
    expect(fargate.map(({ resource }) => resource.name)).toEqual(
      expect.arrayContaining(spot.map(({ name }) => name)),
    );
  });

  it('say each finding in both languages, with the command to type', () => {
    expect(found.length).toBeGreaterThan(8);
    for (const { title, summary } of found) {
      expect(title.ko).toMatch(/[가-힣]/);
      expect(summary.ko).toMatch(/[가-힣]/);
      expect(`${title.en} ${title.ko}`).not.toMatch(/[{}]|undefined|NaN/);
    }
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ReadFacts, WatchedRepository } from '../src/alert-facts/index.js';
import { LOCAL_CONTEXT } from '../src/http/index.js';
import {
  idOf,
  insert,
  insertResource,
  insertRuns,
  insertScope,
  insertSeries,
  insertTask,
} from './support/rows.js';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Math.floor(NOW / HOUR) * HOUR - 3 * HOUR;
const SERVICE = idOf('ecs_service', 1);
const GROUP = idOf('target_group', 1);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_service', 1, { attributes: { desired: 4, running: 4 } });
  await insertResource(pool, 'target_group', 1, { attributes: { services: [SERVICE] } });
  await insertRuns(pool, { from: START, to: START + 3 * HOUR });
});
afterAll(() => app.close());

/** The values of three hours, a minute apart. */
async function read(fact: 'rollout_minutes_still' | 'unhealthy_targets_percent', kind: string, id: string) {
  const watched = await app.nest.get(WatchedRepository, { strict: false }).all([kind]);
  const facts = await app.nest
    .get(ReadFacts, { strict: false })
    .run({ fact, watched, grid: { from: START, count: 180 }, now: START + 3 * HOUR, ctx: LOCAL_CONTEXT });
  return facts.get(id)?.values ?? new Float64Array();
}

describe('minutes that a rollout stands still', () => {
  const native_id = 'ecs-svc/7';
  const minute = (n: number): Date => new Date(START + n * MINUTE);
  const goOn = (row: Record<string, unknown>): Promise<void> =>
    insert(app.database.pool, 'deployment', {
      id: 'dep-aaaaaaaaaaaaaaab',
      native_id,
      service_id: SERVICE,
      cluster_id: idOf('ecs_cluster', 1),
      scope_id: 'scope-main',
      environment: 'prod',
      team: 'shop',
      strategy: 'ROLLING',
      status: 'PRIMARY',
      task_definition_arn: 'arn:aws:ecs:ap-northeast-2:111122223333:task-definition/checkout:412',
      revision: 412,
      previous_revision: 411,
      desired: 4,
      pending: 0,
      running: 4,
      failed_tasks: 0,
      breaker: { enable: true, rollback: true, threshold: 3 },
      created_at: minute(5),
      updated_at: minute(20),
      first_seen: minute(5),
      last_seen: minute(170),
      ...row,
    });
  beforeEach(async () => {
    for (const table of ['deployment', 'task_run', 'service_count'])
      await app.database.pool.query(`DELETE FROM ${table}`);
  });

  it('end with the rollout, however seldom its tasks are replaced afterwards', async () => {
    await goOn({ rollout_state: 'COMPLETED', finished_at: minute(20) });
    // Two of the rollout itself, and two that replaced others an hour apart.
    for (const [n, at] of [10, 18, 60, 120].entries()) {
      await insertTask(app.database.pool, n + 1, { started_by: native_id, started_at: minute(at) });
    }
    const values = await read('rollout_minutes_still', 'ecs_service', SERVICE);
    expect(Math.max(...values.subarray(5, 20))).toBeLessThanOrEqual(8);
    expect(Math.max(...values.subarray(20))).toBe(0);
  });

  it('do not count the wait for old tasks once all new ones are ready, until one of them stops', async () => {
    await goOn({ rollout_state: 'IN_PROGRESS' });
    const count = {
      resource_id: SERVICE,
      scope_id: 'scope-main',
      at: minute(-60),
      desired: 2,
      running: 2,
      pending: 0,
    };
    await insert(app.database.pool, 'service_count', count);
    await insertTask(app.database.pool, 1, { started_by: native_id, started_at: minute(10) });
    const stopped = { stopping_at: minute(100), stopped_at: minute(101) };
    await insertTask(app.database.pool, 2, { started_by: native_id, started_at: minute(12), ...stopped });
    const values = await read('rollout_minutes_still', 'ecs_service', SERVICE);
    expect(values[9]).toBeGreaterThan(4);
    expect(Math.max(...values.subarray(13, 99))).toBe(0);
    expect(values[110]).toBeCloseTo(11, 0);
  });
});

describe('the share of targets that are unhealthy', () => {
  it('counts what two minutes in a row say, and not a target that comes or goes', async () => {
    const series = { resource: GROUP, namespace: 'AWS/ApplicationELB' };
    const hours = [START, START + HOUR, START + 2 * HOUR];
    const unhealthy = (at: number): number => {
      const t = (at - START) / MINUTE;
      return t === 30 || (t >= 60 && t < 70) ? 2 : 0;
    };
    const { pool } = app.database;
    await insertSeries(pool, { ...series, metric: 'UnHealthyHostCount', stat: 'Maximum' }, hours, unhealthy);
    await insertSeries(
      pool,
      { ...series, metric: 'HealthyHostCount', stat: 'Average' },
      hours,
      (at) => 4 - unhealthy(at),
    );
    const values = await read('unhealthy_targets_percent', 'target_group', GROUP);
    expect([...values].flatMap((value, t) => (value > 0 ? [[t, value]] : []))).toEqual(
      Array.from({ length: 9 }, (_, i) => [61 + i, 50]),
    );
  });
});

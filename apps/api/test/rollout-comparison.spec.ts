import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeploymentDetail, RolloutComparison } from '@danji/shared';
import { CloseComparisons } from '../src/deployments/index.js';
import { LOCAL_CONTEXT } from '../src/http/index.js';
import { startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insert, insertResource, insertScope, insertTask, minutesAgo } from './support/rows.js';

const MINUTE = 60_000;
const CLUSTER = idOf('ecs_cluster', 1);
const SERVICE = idOf('ecs_service', 1);
const ROLLOUT = idOf('ecs_service', 2).replace('svc', 'dep');
const FAMILY = 'arn:aws:ecs:ap-northeast-2:111122223333:task-definition/checkout';
let app: TestApp;

async function insertDeployment(n: number, row: Record<string, unknown>): Promise<void> {
  await insert(app.database.pool, 'deployment', {
    id: idOf('ecs_service', n).replace('svc', 'dep'),
    native_id: `ecs-svc/${n}`,
    service_id: SERVICE,
    cluster_id: CLUSTER,
    scope_id: 'scope-main',
    environment: 'prod',
    strategy: 'CANARY',
    status: 'PRIMARY',
    rollout_state: 'IN_PROGRESS',
    task_definition_arn: `${FAMILY}:${410 + n}`,
    revision: 410 + n,
    previous_revision: 409 + n,
    desired: 4,
    pending: 0,
    running: 4,
    failed_tasks: 0,
    breaker: { enable: true, rollback: true, threshold: 3 },
    updated_at: minutesAgo(1),
    first_seen: minutesAgo(1000),
    last_seen: minutesAgo(1),
    ...row,
  });
}

/** A task that `ecs-svc/BY` started, so many seconds after its creation. */
async function started(n: number, by: number, minutes: number, seconds: number, row = {}): Promise<void> {
  await insertTask(app.database.pool, n, {
    started_by: `ecs-svc/${by}`,
    revision: 410 + by,
    created_at: minutesAgo(minutes),
    started_at: minutesAgo(minutes - seconds / 60),
    ...row,
  });
}

async function lines(by: number, minutes: number, error: number): Promise<void> {
  const where = { resource_id: idOf('log_group', 1), source_id: SERVICE, scope_id: 'scope-main' };
  const counts = { fatal: 0, error, warn: 0, info: 5, debug: 0, unknown: 0 };
  const minute = new Date(Math.floor(minutesAgo(minutes).getTime() / MINUTE) * MINUTE);
  const { pool } = app.database;
  await insert(pool, 'log_deployment_minute', { ...where, ...counts, started_by: `ecs-svc/${by}`, minute });
  const known = await pool.query('SELECT 1 FROM log_minute WHERE minute = $1', [minute]);
  if (known.rowCount === 0)
    await insert(pool, 'log_minute', { ...where, ...counts, minute, covered_seconds: 60 });
}

const read = async (): Promise<RolloutComparison> =>
  RolloutComparison.parse((await app.get(`/deployments/${ROLLOUT}/comparison`)).body);

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1, { name: 'prod' });
  await insertResource(pool, 'ecs_service', 1, {
    name: 'checkout',
    parent_id: CLUSTER,
    arn: 'arn:aws:ecs:ap-northeast-2:111122223333:service/prod/checkout',
  });
  await insertDeployment(1, { created_at: minutesAgo(900), status: 'ACTIVE', rollout_state: 'COMPLETED' });
  await insertDeployment(2, { created_at: minutesAgo(20) });
  for (const [n, seconds] of [38, 39, 37, 38].entries()) await started(n, 1, 900, seconds);
  const failed = { cause: 'health_check', abnormal: true, stopped_at: minutesAgo(8), last_status: 'STOPPED' };
  for (const [n, seconds] of [59, 59, 58, 61].entries())
    await started(10 + n, 2, 19, seconds, n < 3 ? failed : {});
  await lines(1, 12, 2);
  await lines(2, 12, 40);
});
afterAll(() => app.close());

describe('a rollout, old against new', () => {
  it('is told apart by who started each task, while it still runs', async () => {
    const comparison = await read();
    expect(comparison).toMatchObject({ state: 'live', verdict: 'worse', finalAt: null });
    expect(comparison.old).toMatchObject({ revisions: [411], running: 4, stops: 0, levels: { error: 2 } });
    expect(comparison.new).toMatchObject({
      revisions: [412],
      running: 1,
      abnormalStops: 3,
      causes: [{ cause: 'health_check', count: 3 }],
      levels: { error: 40, info: 5 },
    });
    expect(comparison.sentence.en).toBe(
      '3 of 4 new tasks stopped for a fault; before it were 0 of 4. Start-up slower by 21 s: 38 s -> 59 s, 4 of 4 tasks. More error lines: 0.01 -> 0.83 per task and minute.',
    );
    expect(comparison.mixed).toMatchObject({ to: null });
  });

  it('is not blamed for the tasks and lines of a rollout that began later', async () => {
    await insertDeployment(3, { created_at: minutesAgo(5) });
    await started(30, 3, 4, 200);
    await lines(3, 3, 500);
    const comparison = await read();
    expect(comparison.new.tasks + comparison.old.tasks).toBe(8);
    expect(comparison.old.levels?.error).toBe(2);
    // What was overtaken is watched for as long as any other.
    expect(comparison.finalAt).toBe(minutesAgo(-25).toISOString());
    await app.database.pool.query(`DELETE FROM deployment WHERE native_id = 'ecs-svc/3'`);
  });

  it('says unknown and not zero where no log was read', async () => {
    const { pool } = app.database;
    await pool.query('UPDATE log_minute SET source_id = $1', [idOf('ecs_service', 9)]);
    expect((await read()).new.levels).toBeNull();
    expect((await read()).findings.find(({ what }) => what === 'errors')?.verdict).toBe('unknown');
    await pool.query('UPDATE log_minute SET source_id = $1', [SERVICE]);
  });

  it('tells what a task of each side uses from the minutes that the performance log was read for', async () => {
    expect((await read()).new.use).toBeNull();
    const hour = new Date(Math.floor(minutesAgo(12).getTime() / (60 * MINUTE)) * 60 * MINUTE);
    const slots = (value: number): string => {
      const at = Math.floor((minutesAgo(12).getTime() - hour.getTime()) / MINUTE);
      return `{${Array.from({ length: 60 }, (_, i) => (i === at || i === at + 1 ? value : 'NaN')).join(',')}}`;
    };
    for (const [n, cpu] of [
      [0, 100],
      [13, 300],
    ] as const)
      await app.database.pool.query(`INSERT INTO task_usage VALUES ($1, $2, 'scope-main', $3, $3, $3, $3)`, [
        idOf('ecs_task', n),
        hour,
        slots(cpu),
      ]);
    const { old, new: fresh } = await read();
    expect(old.use).toEqual({ cpu: 100, memory: 100, minutes: 2 });
    expect(fresh.use).toEqual({ cpu: 300, memory: 300, minutes: 2 });
  });

  it('gives the exact commands to stop it and to go back', async () => {
    const detail = DeploymentDetail.parse((await app.get(`/deployments/${ROLLOUT}`)).body);
    expect(detail.commands.rollback?.replaceAll(/ \\\n\s+/g, ' ')).toBe(
      'aws ecs update-service --region ap-northeast-2 --cluster prod --service checkout --task-definition checkout:411',
    );
    expect(detail.commands.stop).toBeNull();
  });

  it('is stored thirty minutes after its end, and stays so whatever is deleted or happens later', async () => {
    const { pool } = app.database;
    await pool.query(`UPDATE deployment SET finished_at = $1 WHERE native_id = 'ecs-svc/2'`, [minutesAgo(5)]);
    const close = app.nest.get(CloseComparisons);
    expect(await close.run(LOCAL_CONTEXT)).toBe(0);
    app.clock.at += 26 * MINUTE;
    const live = await read();
    expect(live.state).toBe('final');
    expect(await close.run(LOCAL_CONTEXT)).toBe(1);
    expect(await close.run(LOCAL_CONTEXT)).toBe(0);
    await pool.query(`DELETE FROM task_run`);
    app.clock.at += 600 * MINUTE;
    expect(await read()).toEqual(live);
    const { items } = (await app.get<{ items: { id: string; compared: unknown }[] }>('/deployments')).body;
    expect(items.find(({ id }) => id === ROLLOUT)?.compared).toEqual({
      verdict: 'worse',
      sentence: live.sentence,
    });
  });
});

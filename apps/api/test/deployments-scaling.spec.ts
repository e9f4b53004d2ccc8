import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DeploymentDetail,
  DeploymentList,
  ScalingAnswer,
  type DeploymentItem,
  type List,
} from '@danji/shared';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import {
  idOf,
  insert,
  insertEvent,
  insertResource,
  insertScope,
  insertSeries,
  minutesAgo,
} from './support/rows.js';

const HOUR = 3_600_000;
const CLUSTER = idOf('ecs_cluster', 1);
const SERVICE = idOf('ecs_service', 1);
const FAMILY = 'arn:aws:ecs:ap-northeast-2:111122223333:task-definition/checkout';
const deploymentId = (n: number): string => idOf('ecs_service', n).replace('svc', 'dep');
let app: TestApp;

async function insertDeployment(n: number, row: Record<string, unknown> = {}): Promise<void> {
  await insert(app.database.pool, 'deployment', {
    id: deploymentId(n),
    native_id: `ecs-svc/${n}`,
    service_id: SERVICE,
    cluster_id: CLUSTER,
    scope_id: 'scope-main',
    environment: 'prod',
    team: 'shop',
    strategy: 'ROLLING',
    status: 'ACTIVE',
    rollout_state: 'COMPLETED',
    task_definition_arn: `${FAMILY}:${400 + n}`,
    revision: 400 + n,
    previous_revision: 399 + n,
    desired: 4,
    pending: 0,
    running: 4,
    failed_tasks: 0,
    breaker: { enable: true, rollback: true, threshold: 3 },
    created_at: minutesAgo(1000 - 10 * n),
    updated_at: minutesAgo(995 - 10 * n),
    finished_at: minutesAgo(995 - 10 * n),
    first_seen: minutesAgo(1000 - 10 * n),
    last_seen: minutesAgo(1),
    ...row,
  });
}

const SCALING = {
  minimum: 2,
  maximum: 12,
  suspended: [],
  policies: [
    {
      name: 'cpu70',
      arn: 'a',
      type: 'TargetTrackingScaling',
      metric: 'ECSServiceAverageCPUUtilization',
      target: 70,
      scaleInCooldown: 300,
      scaleOutCooldown: 60,
      disableScaleIn: false,
      steps: [],
      alarms: ['high', 'low'],
    },
  ],
};

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1);
  await insertResource(pool, 'ecs_service', 1, {
    name: 'checkout-api',
    parent_id: CLUSTER,
    attributes: { desired: 6, running: 6, scaling: SCALING },
  });
  await insertResource(pool, 'ecs_service', 2, { attributes: { desired: 1, running: 1, scaling: null } });
  await insertResource(pool, 'auto_scaling_group', 1, {
    attributes: { minimum: 1, maximum: 5, suspended: ['Launch'], desired: 2, instances: [] },
  });
  await insertResource(pool, 'rds_instance', 1);
  for (let n = 1; n <= 9; n += 1)
    await insertDeployment(n, n <= 3 ? { created_at: minutesAgo(990), finished_at: minutesAgo(980) } : {});
  await insertDeployment(10, {
    rollout_state: 'IN_PROGRESS',
    status: 'PRIMARY',
    revision: 408,
    previous_revision: 409,
    rollout_state_reason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/8.',
    finished_at: null,
    created_at: minutesAgo(10),
    updated_at: minutesAgo(1),
  });
  for (const [n, image] of [
    [8, 'repo/app:old'],
    [9, 'repo/app:new'],
  ] as const) {
    await insertResource(pool, 'ecs_task_definition', n, {
      arn: `${FAMILY}:${400 + n}`,
      attributes: {
        containers: [{ name: 'app', image }, ...(n === 9 ? [{ name: 'sidecar', image: 'envoy:1' }] : [])],
      },
    });
  }
  await insertEvent(pool, 1, { at: minutesAgo(909), type: 'tasks_started', message: 'has started 1 tasks' });
  await insertEvent(pool, 2, { at: minutesAgo(904.5), type: 'deployment_completed' });
  await insertEvent(pool, 3, { at: minutesAgo(800) });
  for (const [n, from, to, status] of [
    [180, 2, 4, 'Successful'],
    [150, 4, 9, 'Failed'],
    [60, 4, 6, 'Successful'],
  ] as const) {
    await insert(pool, 'scaling_activity', {
      resource_id: SERVICE,
      activity_id: `act-${n}`,
      scope_id: 'scope-main',
      at: minutesAgo(n),
      ended_at: minutesAgo(n - 1),
      from_count: from,
      to_count: to,
      cause: 'alarm',
      description: `Setting desired count to ${to}.`,
      status,
      not_scaled_reasons: n === 150 ? [{ code: 'AlreadyAtMaxCapacity', maxCapacity: 12 }] : [],
      policy: 'cpu70',
    });
  }
  for (const [n, desired, running, pending] of [
    [90, 4, 4, 0],
    [60, 6, 4, 2],
    [58, 6, 6, 0],
  ] as const) {
    await insert(pool, 'service_count', {
      resource_id: SERVICE,
      at: minutesAgo(n),
      scope_id: 'scope-main',
      desired,
      running,
      pending,
    });
  }
  const hours = [0, 1, 2, 3, 4].map((h) => Math.floor(NOW / HOUR) * HOUR - h * HOUR);
  await insertSeries(pool, { resource: SERVICE, metric: 'LiveTaskCount' }, hours, (minute) =>
    minute < NOW - 170 * 60_000 ? 2 : 4,
  );
});
afterAll(() => app.close());

describe('deployments', () => {
  async function list(query: string): Promise<List<DeploymentItem>> {
    return DeploymentList.parse((await app.get(`/deployments?${query}`)).body);
  }

  it('pages newest first without loss or repeat', async () => {
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: List<DeploymentItem> = await list(`limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual((await list('limit=500')).items.map((item) => item.id));
    expect(new Set(paged).size).toBe(10);
  });

  it.each([
    [`service=${SERVICE}`, 10],
    [`cluster=${CLUSTER}&rolloutState=IN_PROGRESS`, 1],
    ['from=now-30m', 1],
    ['to=now-2h', 9],
    ['from=now-930m&to=now-925m', 1],
    ['environment=dev', 0],
    ['region=eu-west-1', 0],
  ])('%s finds %i', async (query, count) => {
    expect((await list(query)).total).toBe(count);
  });

  it('tells a rollback from a rollout', async () => {
    const { items } = await list('limit=2');
    expect(items[0]).toMatchObject({
      rollback: true,
      seconds: null,
      breaker: { enabled: true, rollback: true, threshold: 3 },
    });
    expect(items[1]).toMatchObject({ rollback: false, seconds: 300, serviceName: 'checkout-api' });
  });

  it('believes what AWS says of a rollout before what is derived', async () => {
    const revision = { id: '7', taskDefinition: 'checkout:407', requested: 4, running: 4, pending: 0 };
    const detail = {
      id: 'EXsdro8Rs9T3dIOLon0qU',
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: 'ECS deployment circuit breaker: tasks failed to start.',
      stage: null,
      startedAt: null,
      finishedAt: minutesAgo(928).toISOString(),
      breaker: { status: 'TRIGGERED', failures: 5, threshold: 5 },
      rollback: { reason: 'breaker', startedAt: null, revisionId: '6' },
      alarms: null,
      target: revision,
      sources: [{ ...revision, id: '6', taskDefinition: 'checkout:399' }],
      images: null,
      readAt: minutesAgo(1).toISOString(),
    };
    const { pool } = app.database;
    const id = deploymentId(7);
    const set = 'UPDATE deployment SET detail = $2, previous_revision = $3 WHERE id = $1';
    await pool.query(set, [id, JSON.stringify(detail), null]);
    const item = (await list('limit=500')).items.find((each) => each.id === id);
    expect(item).toMatchObject({
      failedTasks: 5,
      breaker: { enabled: true, threshold: 5 },
      rollback: true,
      previousRevision: 399,
      seconds: 120,
      detail,
    });
    await pool.query(set, [id, null, 406]);
  });

  it('shows one step by step with its images before and after', async () => {
    const { body, queries } = await app.get(`/deployments/${deploymentId(9)}`);
    const detail = DeploymentDetail.parse(body);
    expect(detail.steps.map((step) => step.type)).toEqual(['tasks_started', 'deployment_completed']);
    expect(detail.images).toEqual([
      { container: 'app', before: 'repo/app:old', after: 'repo/app:new' },
      { container: 'sidecar', before: null, after: 'envoy:1' },
    ]);
    // The rollout, its commit and the rule for it, then steps, images and stages.
    expect(queries).toHaveLength(6);
    expect((await app.get(`/deployments/${deploymentId(77)}`)).status).toBe(404);
  });
});

describe('scaling', () => {
  async function read(query: string): Promise<ScalingAnswer> {
    return ScalingAnswer.parse((await app.get(`/scaling?${query}`)).body);
  }
  const values = (steps: { at: string; value: number }[]): [number, number][] =>
    steps.map((step) => [Math.ceil((NOW - Date.parse(step.at)) / 60_000), step.value]);

  it('joins what was published and set before the first look with what was observed since', async () => {
    const answer = await read(`resource=${SERVICE}&from=now-200m`);
    expect(values(answer.series.desired)).toEqual([
      [200, 2],
      [180, 4],
      [60, 6],
    ]);
    expect(values(answer.series.running)).toEqual([
      [200, 2],
      [170, 4],
      [58, 6],
    ]);
    expect(values(answer.series.pending)).toEqual([
      [90, 0],
      [60, 2],
      [58, 0],
    ]);
    expect(answer.note?.en).toContain('13:00');
    expect(answer).toMatchObject({ minimum: 2, maximum: 12, policies: [{ name: 'cpu70', target: 70 }] });
    expect(answer.activities.map((activity) => activity.id)).toEqual(['act-60', 'act-150', 'act-180']);
    expect(answer.activities[1]?.notScaledReasons).toEqual([
      { code: 'AlreadyAtMaxCapacity', maxCapacity: 12, minCapacity: null, currentCapacity: null },
    ]);
  });

  it('says what limits scale-out of a service, with what that was concluded from', async () => {
    const { limit } = await read(`resource=${SERVICE}`);
    expect(limit).toMatchObject({
      code: 'none',
      text: { en: expect.stringContaining('6 more tasks are allowed') },
    });
    expect(limit?.evidence.map(({ en }) => en)).toEqual(['6 desired of at most 12']);
    expect((await read(`resource=${idOf('ecs_service', 2)}`)).limit).toMatchObject({ code: 'not_scaled' });
    expect((await read(`resource=${idOf('auto_scaling_group', 1)}`)).limit).toBeNull();
  });

  it('begins with what held when a range begins inside the observed time', async () => {
    const answer = await read(`resource=${SERVICE}&from=now-70m`);
    expect(values(answer.series.desired)).toEqual([
      [70, 4],
      [60, 6],
    ]);
    expect(answer.note).toBeNull();
  });

  it('answers for a group, and for a service that does not scale', async () => {
    expect(await read(`resource=${idOf('auto_scaling_group', 1)}`)).toMatchObject({
      minimum: 1,
      maximum: 5,
      suspended: ['Launch'],
    });
    expect(await read(`resource=${idOf('ecs_service', 2)}`)).toMatchObject({
      minimum: null,
      policies: [],
      activities: [],
    });
  });

  it('does not take the 0 of a rollout that was drained for what was asked for', async () => {
    const service_id = idOf('ecs_service', 2);
    await insertDeployment(21, { service_id, status: 'INACTIVE', desired: 0, created_at: minutesAgo(300) });
    await insertDeployment(22, { service_id, status: 'PRIMARY', desired: 3, created_at: minutesAgo(30) });
    expect(values((await read(`resource=${service_id}&from=now-400m`)).series.desired)).toEqual([[30, 3]]);
  });

  it('refuses what cannot scale, and what does not exist', async () => {
    expect(await app.problem(`/scaling?resource=${idOf('rds_instance', 1)}`)).toMatchObject({
      status: 400,
      errors: [{ field: 'resource' }],
    });
    expect(await app.problem(`/scaling?resource=${idOf('ecs_service', 9)}`)).toMatchObject({ status: 404 });
  });

  it('needs few statements', async () => {
    // One of them for the tasks that scaling started.
    expect((await app.get(`/scaling?resource=${SERVICE}&from=now-14d`)).queries.length).toBeLessThanOrEqual(
      9,
    );
  });
});

import type { Connection } from '@danji/database';
import { NOW } from './test-app.js';
import {
  idOf,
  insert,
  insertEvent,
  insertResource,
  insertScope,
  insertSeries,
  insertTask,
  minutesAgo,
} from './rows.js';

const HOUR = 3_600_000;
export const GIB = 1024 ** 3;
export const CLUSTER = idOf('ecs_cluster', 1);
export const HOURS = [0, 1, 2, 3].map((h) => Math.floor(NOW / HOUR) * HOUR - h * HOUR);

/**
 * A small fleet in trouble: checkout-api below desired two minutes after rollout 412, search-api at its maximum, a
 * database filling, an instance losing its credits, and stops of three causes.
 */
export async function insertTroubledFleet(pool: Connection['pool']): Promise<void> {
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1, { name: 'prod' });
  const policy = {
    name: 'cpu',
    arn: 'a',
    type: 'TargetTrackingScaling',
    metric: 'CPU',
    target: 70,
    scaleInCooldown: null,
    scaleOutCooldown: null,
    disableScaleIn: null,
    steps: [],
    alarms: [],
  };
  const scaling = { minimum: 1, maximum: 12, suspended: [], policies: [policy] };
  const rollout = {
    state: 'IN_PROGRESS',
    reason: null,
    deploymentId: 'dep',
    revision: 412,
    previousRevision: 411,
    failedTasks: 0,
    breakerThreshold: 3,
    startedAt: minutesAgo(12).toISOString(),
  };
  const below = {
    code: 'below_desired',
    status: 'critical',
    message: '2 of 4 tasks running',
    text: { en: '2 of 4 tasks running', ko: '태스크 4개 중 2개만 실행 중' },
    since: minutesAgo(10).toISOString(),
    say: { key: 'status.below_desired', params: { running: 2, desired: 4, pending: 0 } },
  };
  const atMaximum = {
    code: 'at_maximum',
    status: 'warning',
    message: 'at its maximum',
    since: minutesAgo(41).toISOString(),
  };
  const filling = {
    code: 'storage_filling',
    status: 'warning',
    message: 'storage full soon',
    text: { en: 'storage full soon', ko: '곧 가득 참' },
    since: null,
    say: {
      key: 'status.storage_filling',
      params: { left: 13 * 3600, free: 41 * GIB, allocated: 500 * GIB },
    },
  };
  const service = (n: number, row: Record<string, unknown>) =>
    insertResource(pool, 'ecs_service', n, { parent_id: CLUSTER, ...row });
  await service(1, {
    name: 'checkout-api',
    status: 'critical',
    reasons: [below],
    attributes: { desired: 4, running: 2, scaling: null, rollout, taskMemory: 1024 },
  });
  await service(2, {
    name: 'search-api',
    status: 'warning',
    reasons: [atMaximum],
    attributes: { desired: 12, running: 12, scaling, rollout: null, taskMemory: null },
  });
  await service(3, {
    name: 'web',
    environment: 'stage',
    team: 'front',
    attributes: { desired: 1, running: 1, scaling, rollout: null, taskMemory: 512 },
  });
  await insertResource(pool, 'ec2_instance', 1, { name: 'host', attributes: {} });
  await insertResource(pool, 'rds_instance', 1, {
    name: 'orders-db',
    status: 'warning',
    reasons: [filling],
    attributes: { maxConnections: 450, allocatedGiB: 500, memoryBytes: 16 * GIB },
  });
  await insertResource(pool, 'ec2_instance', 2, { name: 'terminated', deleted_at: minutesAgo(4) });
  const ids = {
    checkout: idOf('ecs_service', 1),
    search: idOf('ecs_service', 2),
    host: idOf('ec2_instance', 1),
    db: idOf('rds_instance', 1),
  };
  await insertSeries(pool, { resource: ids.checkout, metric: 'CPUUtilization' }, HOURS, () => 55);
  await insertSeries(
    pool,
    { resource: ids.checkout, metric: 'MemoryUtilization', stat: 'Maximum' },
    HOURS,
    () => 96,
  );
  await insertSeries(pool, { resource: ids.checkout, metric: 'LiveTaskCount' }, HOURS, () => 2);
  await insertSeries(pool, { resource: ids.search, metric: 'CPUUtilization' }, HOURS, () => 95);
  await insertSeries(pool, { resource: ids.search, metric: 'LiveTaskCount' }, HOURS, () => 12);
  await insertSeries(
    pool,
    { resource: ids.host, metric: 'CPUCreditBalance', namespace: 'AWS/EC2', period: 300 },
    HOURS,
    (minute) => (minute % 300_000 === 0 && minute < NOW ? (NOW - minute) / 300_000 + 36 : null),
  );
  await insertSeries(
    pool,
    { resource: ids.db, metric: 'FreeStorageSpace', namespace: 'AWS/RDS' },
    HOURS,
    () => 41 * GIB,
  );
  await insertSeries(
    pool,
    { resource: ids.db, metric: 'DatabaseConnections', stat: 'Maximum', namespace: 'AWS/RDS' },
    HOURS,
    () => 412,
  );
  await insertSeries(
    pool,
    { resource: ids.db, metric: 'FreeableMemory', namespace: 'AWS/RDS' },
    HOURS,
    () => 3 * GIB,
  );
  for (let n = 1; n <= 5; n += 1) await insertTask(pool, n);
  await insertTask(pool, 6, { last_status: 'PENDING', started_at: null });
  await insertTask(pool, 7, { last_status: 'DEPROVISIONING', environment: 'stage' });
  for (const [n, minutes, cause, abnormal] of [
    [8, 10, 'oom', true],
    [9, 12, 'oom', true],
    [10, 20, 'health_check', true],
    [11, 30, 'deploy', false],
    [12, 70, 'oom', true],
  ] as const) {
    await insertTask(pool, n, {
      last_status: 'STOPPED',
      created_at: minutesAgo(200),
      started_at: minutesAgo(199),
      stopped_at: minutesAgo(minutes),
      cause,
      abnormal,
    });
    await insertEvent(pool, n, {
      id: `stop-${n}`,
      at: minutesAgo(minutes),
      kind: 'task_stop',
      type: 'task_stopped',
      params: { cause },
    });
  }
  await insertEvent(pool, 50, {
    kind: 'deployment',
    type: 'deployment_started',
    params: { revision: 412, previousRevision: 411 },
  });
  await insertEvent(pool, 51);
  await insert(pool, 'collection_run', {
    scope_id: 'scope-main',
    region: 'ap-northeast-2',
    job: 'inventory',
    started_at: minutesAgo(0.4),
    finished_at: minutesAgo(0.3),
    status: 'ok',
    items: 5,
    kinds: ['ecs_service'],
  });
  await insert(pool, 'backfill_progress', {
    scope_id: 'scope-main',
    region: 'ap-northeast-2',
    state: 'running',
    started_at: minutesAgo(3),
    updated_at: minutesAgo(0),
    from_at: minutesAgo(20_160),
    points_expected: 200,
    points_done: 50,
    points_stored: 50,
    active_seconds: 50,
  });
}

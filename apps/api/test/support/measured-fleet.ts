import type { Connection } from '@danji/database';
import { idOf, insert, insertResource, insertTask } from './rows.js';

type Pool = Connection['pool'];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GIB = 1024 ** 3;

/** Monday 2026-11-16 00:00 in Seoul. */
export const WEEK_47 = Date.UTC(2026, 10, 15, 15);
/** Metrics are stored from here on: the second day of week 45. */
const FIRST = Date.UTC(2026, 10, 3);
const LAST = WEEK_47 + 7 * DAY + 12 * HOUR;

export const CLUSTER = idOf('ecs_cluster', 1);
export const SERVICE = idOf('ecs_service', 1);
export const HOST = idOf('ec2_instance', 1);
export const DATABASE = idOf('rds_instance', 1);

type Measure = 'cpu' | 'memory' | 'tasks' | 'host' | 'free' | 'freeable' | 'connections';

/** What is stored of an hour (epoch ms): a season of a day with its own height each day. */
export function stored(of: Measure, hour: number): { mean: number; min: number; max: number } {
  const [day, h] = [Math.floor((hour - FIRST) / DAY), Math.floor((hour / HOUR) % 24)];
  const mean = {
    cpu: 40 + 25 * Math.sin((h / 24) * 2 * Math.PI) + ((day * 37) % 11),
    memory: 88 + ((h * 7 + day) % 5),
    tasks: 4,
    host: 20 + (h % 6),
    // Two GiB a day, and 30 GiB are left when week 47 ends.
    free: 30 * GIB + ((WEEK_47 + 7 * DAY - hour) / DAY) * 2 * GIB,
    freeable: 4 * GIB,
    connections: 100,
  }[of];
  return { mean, min: mean * 0.99, max: mean * 1.05 };
}

/** A cluster on Fargate, two services of which one is silent, a host without an agent, and a database that fills. */
export async function insertMeasuredFleet(pool: Pool): Promise<void> {
  const since = { first_seen: new Date(WEEK_47 - 30 * DAY) };
  await pool.query('SELECT danji_ensure_partitions($1, $2)', [new Date(FIRST), new Date(LAST)]);
  await insertResource(pool, 'ecs_cluster', 1, {
    ...since,
    name: 'prod',
    attributes: { registered: null, registeredInstances: 0 },
  });
  const policy = { metric: 'ECSServiceAverageCPUUtilization', target: 60 };
  await insertResource(pool, 'ecs_service', 1, {
    ...since,
    name: 'checkout',
    parent_id: CLUSTER,
    attributes: {
      desired: 4,
      taskCpu: 512,
      taskMemory: 1024,
      scaling: {
        minimum: 2,
        maximum: 8,
        suspended: [],
        policies: [
          {
            ...policy,
            name: 'p',
            arn: 'a',
            type: 'TargetTrackingScaling',
            scaleInCooldown: null,
            scaleOutCooldown: null,
            disableScaleIn: false,
            steps: [],
            alarms: [],
          },
        ],
      },
    },
  });
  await insertResource(pool, 'ecs_service', 2, {
    ...since,
    name: '=HYPERLINK("http://x","y")',
    parent_id: CLUSTER,
    attributes: { desired: 1, taskCpu: 256, taskMemory: 512, scaling: null },
  });
  await insertResource(pool, 'ec2_instance', 1, {
    ...since,
    name: 'i-1',
    attributes: { instanceType: 'm7g.large', vcpus: 2, memoryMiB: 8192 },
  });
  await insertResource(pool, 'rds_instance', 1, {
    ...since,
    name: 'orders',
    team: 'pay',
    attributes: {
      engine: 'postgres',
      instanceClass: 'db.r7g.large',
      vcpus: 2,
      memoryBytes: 16 * GIB,
      allocatedGiB: 100,
      maxAllocatedGiB: null,
      maxConnections: 500,
    },
  });
  await insertDays(pool, SERVICE, 'AWS/ECS', 'CPUUtilization', 'cpu');
  await insertDays(pool, SERVICE, 'AWS/ECS', 'MemoryUtilization', 'memory');
  await insertDays(pool, SERVICE, 'AWS/ECS', 'LiveTaskCount', 'tasks');
  await insertDays(pool, HOST, 'AWS/EC2', 'CPUUtilization', 'host');
  await insertDays(pool, DATABASE, 'AWS/RDS', 'CPUUtilization', 'host');
  await insertDays(pool, DATABASE, 'AWS/RDS', 'FreeStorageSpace', 'free');
  await insertDays(pool, DATABASE, 'AWS/RDS', 'FreeableMemory', 'freeable');
  await insertDays(pool, DATABASE, 'AWS/RDS', 'DatabaseConnections', 'connections');
  await insertOutcomes(pool);
}

/** A series with its settled hours, as they are kept by day. */
async function insertDays(
  pool: Pool,
  resource: string,
  namespace: string,
  metric: string,
  of: Measure,
): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO series (resource_id, scope_id, region, namespace, metric, dimensions, stat, unit, period, created_at)
     VALUES ($1, 'scope-main', 'ap-northeast-2', $2, $3, '', 'Average', 'None', 60, now()) RETURNING id`,
    [resource, namespace, metric],
  );
  for (let day = Math.floor(FIRST / DAY) * DAY; day < LAST; day += DAY) {
    const hours = Array.from({ length: 24 }, (_, h) => {
      const hour = day + h * HOUR;
      return hour >= FIRST && hour < LAST ? stored(of, hour) : null;
    });
    await pool.query(
      `INSERT INTO metric_days (day, series_id, period, counts, sums, mins, maxs) VALUES ($1, $2, 60, $3, $4, $5, $6)`,
      [
        new Date(day).toISOString().slice(0, 10),
        rows[0]?.id,
        hours.map((hour) => (hour === null ? 0 : 60)),
        hours.map((hour) => (hour === null ? NaN : hour.mean * 60)),
        hours.map((hour) => hour?.min ?? NaN),
        hours.map((hour) => hour?.max ?? NaN),
      ],
    );
  }
}

async function insertOutcomes(pool: Pool): Promise<void> {
  for (const [n, days] of [-3, 1, 2, 3].entries()) {
    const stopped = new Date(WEEK_47 + days * DAY);
    await insertTask(pool, n + 1, {
      stopped_at: stopped,
      cause: 'oom',
      abnormal: true,
      last_status: 'STOPPED',
    });
  }
  const rollouts = [
    { days: -2, state: 'COMPLETED', reason: null, detail: null },
    { days: 1, state: 'COMPLETED', reason: null, detail: null },
    { days: 2, state: 'FAILED', reason: 'tasks failed to start.', detail: null },
    { days: 3, state: 'COMPLETED', reason: null, detail: 'ROLLBACK_SUCCESSFUL' },
    { days: 8, state: 'FAILED', reason: null, detail: null },
  ];
  for (const [n, { days, state, reason, detail }] of rollouts.entries()) {
    const ended = new Date(WEEK_47 + days * DAY);
    await insert(pool, 'deployment', {
      id: `dep-aaaaaaaaaaaaaaa${'abcdefgh'[n]}`,
      native_id: `ecs-svc/${n}`,
      service_id: SERVICE,
      cluster_id: CLUSTER,
      scope_id: 'scope-main',
      environment: 'prod',
      strategy: 'ROLLING',
      status: 'ACTIVE',
      rollout_state: state,
      rollout_state_reason: reason,
      task_definition_arn: 'arn',
      revision: n,
      desired: 4,
      pending: 0,
      running: 4,
      failed_tasks: 0,
      breaker: {},
      created_at: new Date(ended.getTime() - HOUR),
      updated_at: ended,
      finished_at: ended,
      detail: detail === null ? null : { status: detail, finishedAt: ended.toISOString(), rollback: {} },
      first_seen: ended,
      last_seen: ended,
    });
  }
  // At the maximum from 10:00 to 15:00 of the second day.
  const scalings: [hours: number, from: number, to: number][] = [
    [10, 4, 8],
    [15, 8, 4],
  ];
  for (const [hours, from, to] of scalings) {
    await insert(pool, 'scaling_activity', {
      resource_id: SERVICE,
      activity_id: `activity-${hours}`,
      scope_id: 'scope-main',
      at: new Date(WEEK_47 + DAY + hours * HOUR),
      from_count: from,
      to_count: to,
      cause: '',
      description: '',
      status: 'Successful',
      not_scaled_reasons: [],
    });
  }
}

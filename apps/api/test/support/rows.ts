import type { ResourceKind } from '@danji/shared';
import { KIND_PREFIX } from '@danji/shared';
import type { Connection } from '@danji/database';
import { NOW } from './test-app.js';

type Pool = Connection['pool'];
type Row = Record<string, unknown>;

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A well-formed id of a kind from a number: svc-aaaaaaaaaaaaaaab is 1. */
export function idOf(kind: ResourceKind, n: number): string {
  let digits = '';
  for (let rest = n; digits.length < 16; rest = Math.floor(rest / 32)) digits = BASE32[rest % 32] + digits;
  return `${KIND_PREFIX[kind]}-${digits}`;
}

export function minutesAgo(minutes: number): Date {
  return new Date(NOW - minutes * 60_000);
}

/** Inserts one row; columns are the keys, objects become JSON. */
export async function insert(pool: Pool, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  const values = columns.map((column) => toValue(row[column]));
  await pool.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_c, i) => `$${i + 1}`).join(', ')})`,
    values,
  );
}

/** node-postgres writes arrays as PostgreSQL arrays; arrays of objects are our jsonb columns. */
function toValue(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object'))
    return value;
  return JSON.stringify(value);
}

export async function insertScope(pool: Pool, row: Row = {}): Promise<void> {
  await insert(pool, 'scope', {
    id: 'scope-main',
    name: 'main',
    account_id: '111122223333',
    alias: 'commerce',
    regions: ['ap-northeast-2'],
    source: 'demo',
    state: 'ok',
    created_at: minutesAgo(10_000),
    updated_at: minutesAgo(1),
    ...row,
  });
}

const SEVERITY: Record<string, number> = { ok: 0, info: 1, unknown: 2, warning: 3, critical: 4 };

export async function insertResource(
  pool: Pool,
  kind: ResourceKind,
  n: number,
  row: Row & { status?: string } = {},
): Promise<string> {
  const id = idOf(kind, n);
  const name = typeof row['name'] === 'string' ? row['name'] : `${kind}-${n}`;
  await insert(pool, 'resource', {
    id,
    kind,
    name,
    arn: `arn:aws:ecs:ap-northeast-2:111122223333:${kind}/${n}`,
    native_id: name,
    account_id: '111122223333',
    region: 'ap-northeast-2',
    scope_id: 'scope-main',
    parent_id: null,
    state: 'ACTIVE',
    status: 'ok',
    severity: SEVERITY[row.status ?? 'ok'],
    reasons: [],
    environment: 'prod',
    team: 'shop',
    tier: null,
    tags: { team: 'shop' },
    attributes: {},
    hash: 'h',
    content_hash: 'h',
    first_seen: minutesAgo(5_000),
    last_seen: minutesAgo(1),
    described_at: minutesAgo(1),
    deleted_at: null,
    ...row,
  });
  return id;
}

export async function insertTask(pool: Pool, n: number, row: Row = {}): Promise<string> {
  const id = idOf('ecs_task', n);
  const taskId = n.toString(16).padStart(32, '0');
  await insert(pool, 'task_run', {
    id,
    arn: `arn:aws:ecs:ap-northeast-2:111122223333:task/prod/${taskId}`,
    task_id: taskId,
    account_id: '111122223333',
    region: 'ap-northeast-2',
    scope_id: 'scope-main',
    cluster_id: idOf('ecs_cluster', 1),
    service_id: idOf('ecs_service', 1),
    environment: 'prod',
    team: 'shop',
    family: 'checkout',
    revision: 412,
    task_definition_arn: 'arn:aws:ecs:ap-northeast-2:111122223333:task-definition/checkout:412',
    trigger: 'deploy',
    last_status: 'RUNNING',
    desired_status: 'RUNNING',
    health: 'UNKNOWN',
    abnormal: false,
    containers: [],
    created_at: minutesAgo(60),
    started_at: minutesAgo(59),
    observed: {},
    first_seen: minutesAgo(60),
    last_seen: minutesAgo(1),
    ...row,
  });
  return id;
}

export async function insertEvent(pool: Pool, n: number, row: Row = {}): Promise<void> {
  await insert(pool, 'event', {
    resource_id: idOf('ecs_service', 1),
    id: `event-${String(n).padStart(5, '0')}`,
    at: minutesAgo(n),
    scope_id: 'scope-main',
    kind: 'service_event',
    type: 'steady_state',
    severity: 'info',
    environment: 'prod',
    team: 'shop',
    parent_id: idOf('ecs_cluster', 1),
    message: '(service checkout) has reached a steady state.',
    params: {},
    ...row,
  });
}

/** A series and its stored hours: `valueAt` gives the datapoint of a minute (epoch ms), null for none. */
export async function insertSeries(
  pool: Pool,
  series: {
    resource: string;
    metric: string;
    stat?: string;
    namespace?: string;
    period?: number;
    dimensions?: string;
  },
  hours: readonly number[],
  valueAt: (minute: number) => number | null,
): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO series (resource_id, scope_id, region, namespace, metric, dimensions, stat, unit, period, created_at, last_point_at)
     VALUES ($1, 'scope-main', 'ap-northeast-2', $2, $3, $4, $5, 'None', $6, $7, $8) RETURNING id`,
    [
      series.resource,
      series.namespace ?? 'AWS/ECS',
      series.metric,
      series.dimensions ?? '',
      series.stat ?? 'Average',
      series.period ?? 60,
      minutesAgo(5000),
      minutesAgo(2),
    ],
  );
  const id = rows[0]?.id ?? 0;
  for (const hour of hours) {
    const slots = Array.from({ length: 60 }, (_s, i) => valueAt(hour + i * 60_000) ?? NaN);
    await pool.query('INSERT INTO metric_minutes (hour, series_id, period, slots) VALUES ($1, $2, $3, $4)', [
      new Date(hour),
      id,
      series.period ?? 60,
      slots,
    ]);
  }
  return id;
}

/** Runs of the collector that succeeded, one every so many seconds between two instants (epoch ms). */
export async function insertRuns(
  pool: Pool,
  {
    from,
    to,
    seconds = 60,
    jobs = ['inventory', 'metrics'],
  }: { from: number; to: number; seconds?: number; jobs?: string[] },
): Promise<void> {
  await pool.query(
    `INSERT INTO collection_run (scope_id, region, job, started_at, finished_at, status, items)
     SELECT 'scope-main', 'ap-northeast-2', job, t, t + interval '1 second', 'ok', 1
       FROM generate_series($1::timestamptz, $2::timestamptz, $3 * interval '1 second') t, unnest($4::text[]) job`,
    [new Date(from), new Date(to), seconds, jobs],
  );
}

/** Tasks of a service that were killed for their memory, from an instant on (epoch ms), a second apart. */
export async function insertKilledTasks(
  pool: Pool,
  { first, count, serviceId, at }: { first: number; count: number; serviceId: string; at: number },
): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const stopped = new Date(at + i * 1000);
    await insertTask(pool, first + i, {
      service_id: serviceId,
      cause: 'out_of_memory',
      abnormal: true,
      last_status: 'STOPPED',
      stopping_at: stopped,
      stopped_at: stopped,
    });
  }
}

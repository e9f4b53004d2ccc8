import { createHash } from 'node:crypto';
import type { Connection } from '../../../prisma/dist/index.js';

type Pool = Connection['pool'];
const SCOPE = 'scope-proof';
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

function idOf(prefix: string, n: number): string {
  const digest = createHash('sha256').update(`${prefix} ${n}`).digest();
  return `${prefix}-${Array.from({ length: 16 }, (_, i) => ALPHABET[(digest[i] ?? 0) % 32]).join('')}`;
}

/**
 * Services with three series each, and `days` of settled hours up to `now` (epoch ms), with scalings, counts, stops and
 * rollouts as a busy fleet has them. @returns rows of metric_days
 */
export async function fill(pool: Pool, services: number, days: number, now: number): Promise<number> {
  const at = now / 1000;
  await pool.query('SELECT danji_ensure_partitions(to_timestamp($1), to_timestamp($2))', [
    at - days * 86_400,
    at + 86_400,
  ]);
  await pool.query(
    `INSERT INTO scope (id, name, regions, source, created_at, updated_at)
     VALUES ($1, 'proof', ARRAY['ap-northeast-2'], 'demo', to_timestamp($2), to_timestamp($2))`,
    [SCOPE, at],
  );
  const clusters = Array.from({ length: 20 }, (_, i) => idOf('clu', i));
  const ids = Array.from({ length: services }, (_, i) => idOf('svc', i));
  await resources(
    pool,
    'ecs_cluster',
    clusters,
    clusters.map(() => null),
    at,
    { registeredInstances: 0 },
  );
  await resources(
    pool,
    'ecs_service',
    ids,
    ids.map((_, i) => clusters[i % clusters.length] ?? null),
    at,
    {
      desired: 4,
      taskCpu: 512,
      taskMemory: 1024,
      scaling: {
        minimum: 2,
        maximum: 8,
        suspended: [],
        policies: [
          {
            name: 'cpu',
            arn: 'arn',
            type: 'TargetTrackingScaling',
            metric: 'ECSServiceAverageCPUUtilization',
            target: 60,
            scaleInCooldown: null,
            scaleOutCooldown: null,
            disableScaleIn: false,
            steps: [],
            alarms: [],
          },
        ],
      },
    },
  );
  await pool.query(
    `INSERT INTO series (resource_id, scope_id, region, namespace, metric, dimensions, stat, unit, period, created_at)
     SELECT r, $1, 'ap-northeast-2', 'AWS/ECS', m, '', 'Average', 'None', 60, to_timestamp($2)
       FROM unnest($3::text[]) r, unnest(ARRAY['CPUUtilization', 'MemoryUtilization', 'LiveTaskCount']) m`,
    [SCOPE, at, ids],
  );
  const { rowCount } = await pool.query(
    `INSERT INTO metric_days (day, series_id, period, counts, sums, mins, maxs)
     SELECT d::date, s.id, 60, array_fill(60, ARRAY[24]),
            (SELECT array_agg(60 * (35 + 20 * sin(h / 4.0) + (s.id * 7 + d.n * 3 + h) % 13 + random())) FROM generate_series(0, 23) h),
            (SELECT array_agg((10 + (s.id + h) % 7 + random())::real) FROM generate_series(0, 23) h),
            (SELECT array_agg((70 + (s.id + h) % 7 + random())::real) FROM generate_series(0, 23) h)
       FROM generate_series(date_trunc('day', to_timestamp($1)), to_timestamp($2), interval '1 day') WITH ORDINALITY AS d(d, n)
            CROSS JOIN series s ORDER BY 1, 2`,
    [at - days * 86_400, at],
  );
  await outcomes(pool, ids, at);
  await pool.query('VACUUM (ANALYZE)');
  return rowCount ?? 0;
}

async function resources(
  pool: Pool,
  kind: string,
  ids: readonly string[],
  parents: readonly (string | null)[],
  at: number,
  attributes: object,
): Promise<void> {
  await pool.query(
    `INSERT INTO resource (id, kind, name, arn, native_id, account_id, region, scope_id, parent_id, state, status, severity,
                           reasons, environment, team, tags, attributes, hash, content_hash, first_seen, last_seen, described_at)
     SELECT id, $1, $1 || n, 'arn:aws:proof:::' || id, id, '111122223333', 'ap-northeast-2', $2, parent, 'ACTIVE', 'ok', 0,
            '[]', 'prod', 'team-' || n % 8, '{}', $3, id, id, to_timestamp($4) - interval '60 days', to_timestamp($4),
            to_timestamp($4)
       FROM unnest($5::text[], $6::text[]) WITH ORDINALITY AS t(id, parent, n)`,
    [kind, SCOPE, JSON.stringify(attributes), at, ids, parents],
  );
}

/** Each service scales ten times a day, and has ten stops and five rollouts a week. */
async function outcomes(pool: Pool, ids: readonly string[], at: number): Promise<void> {
  const values = [ids, at, SCOPE];
  await pool.query(
    `INSERT INTO scaling_activity (resource_id, activity_id, scope_id, at, from_count, to_count, cause, description, status,
                                   not_scaled_reasons)
     SELECT r, 'activity-' || n, $3, to_timestamp($2) - n * interval '144 minutes', 4 + n % 2 * 4, 8 - n % 2 * 4, '', '',
            'Successful', '[]' FROM unnest($1::text[]) r, generate_series(1, 280) n`,
    values,
  );
  await pool.query(
    `INSERT INTO service_count (resource_id, at, scope_id, desired, running, pending)
     SELECT r, to_timestamp($2) - n * interval '144 minutes', $3, 8 - n % 2 * 4, 4, 0
       FROM unnest($1::text[]) r, generate_series(1, 280) n`,
    values,
  );
  await pool.query(
    `INSERT INTO task_run (id, arn, task_id, account_id, region, scope_id, cluster_id, service_id, environment, team, family,
                           revision, task_definition_arn, trigger, last_status, desired_status, health, abnormal, cause,
                           containers, created_at, started_at, stopped_at, observed, first_seen, last_seen)
     SELECT 'task-' || md5(r || n), 'arn' || r || n, md5(r || n), '111122223333', 'ap-northeast-2', $3, 'clu', r, 'prod', 'team',
            'family', 1, 'arn', 'deploy', 'STOPPED', 'STOPPED', 'UNKNOWN', n % 3 = 0,
            CASE n % 3 WHEN 0 THEN 'oom' ELSE 'deploy' END, '[]', t.at - interval '1 hour', t.at - interval '59 minutes', t.at,
            '{}', t.at, t.at
       FROM unnest($1::text[]) r, generate_series(1, 40) n, LATERAL (SELECT to_timestamp($2) - n * interval '16 hours') t(at)`,
    values,
  );
  await pool.query(
    `INSERT INTO deployment (id, native_id, service_id, cluster_id, scope_id, environment, strategy, status, rollout_state,
                             task_definition_arn, revision, desired, pending, running, failed_tasks, breaker, created_at,
                             updated_at, finished_at, first_seen, last_seen)
     SELECT 'dep-' || md5(r || n), 'ecs-svc/' || n, r, 'clu', $3, 'prod', 'ROLLING', 'ACTIVE',
            CASE n % 10 WHEN 0 THEN 'FAILED' ELSE 'COMPLETED' END, 'arn', n, 4, 0, 4, 0, '{}', t.at - interval '5 minutes',
            t.at, t.at, t.at, t.at
       FROM unnest($1::text[]) r, generate_series(1, 20) n, LATERAL (SELECT to_timestamp($2) - n * interval '33 hours') t(at)`,
    values,
  );
}

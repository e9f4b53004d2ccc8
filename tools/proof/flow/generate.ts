import { mergeTaskRun } from '../../../packages/analysis/dist/index.js';
import { resourceId } from '../../../apps/api/dist/inventory/resource-id.js';
import { observeTask } from '../../../apps/api/dist/inventory/tasks/task-observation.js';
import { causeOf, taskRow, type TaskContext } from '../../../apps/api/dist/inventory/tasks/task-row.js';
import { TaskRunRepository } from '../../../apps/api/dist/inventory/tasks/task-run.repository.js';
import type { Connection } from '../../../prisma/dist/index.js';
import {
  CLUSTERS,
  HOSTS,
  SERVICES,
  clusterArn,
  clusterOf,
  hostArn,
  hostName,
  lives,
  serviceArn,
  serviceName,
  type Life,
} from './lives.ts';

type Pool = Connection['pool'];
const SCOPE = 'scope-proof';
const PLACE = { scopeId: SCOPE, region: 'ap-northeast-2', accountId: '111122223333' };
const BATCH = 1000;
/** Every service was read, and rolls out something else than what its stopped tasks ran. */
const STOP: TaskContext['stop'] = { read: true, primaryDeploymentId: 'ecs-svc/1', scaleIn: null };

/** Folds and stores `count` task runs of `days` up to `now` (epoch ms) as the collector would, beside their fleet. */
export async function generateRuns(pool: Pool, count: number, days: number, now: number): Promise<void> {
  await writeFleet(pool, now);
  const store = new TaskRunRepository();
  let rows: Parameters<TaskRunRepository['write']>[1][number][] = [];
  for (const life of lives(count, days, now)) {
    rows.push(rowOf(life, now));
    if (rows.length < BATCH) continue;
    await store.write(pool, rows);
    rows = [];
  }
  await store.write(pool, rows);
  // As autovacuum leaves a table that has grown for a month.
  await pool.query('VACUUM (ANALYZE) task_run');
  await pool.query('ANALYZE');
}

/** The row that a sweep writes which saw the task at its end: the product's own fold, classifier and shape. */
function rowOf({ task, trigger, environment }: Life, now: number): ReturnType<typeof taskRow> {
  const seenAt = Math.min(now, (task.stoppedAt ?? now) + 15_000);
  const run = mergeTaskRun(null, observeTask(task, { source: 'sweep', askedAt: seenAt, observedAt: seenAt }));
  const service = task.group?.startsWith('service:') ? Number(/\d+$/.exec(task.group)?.[0]) : null;
  const context: TaskContext = {
    place: PLACE,
    serviceId: service === null ? null : resourceId('ecs_service', serviceArn(service)),
    labels: { environment, team: service === null ? 'data' : `team-${service % 8}`, tier: null },
    trigger,
    stop: STOP,
    now: seenAt,
  };
  return taskRow(run, causeOf(run, STOP), context);
}

async function writeFleet(pool: Pool, now: number): Promise<void> {
  await pool.query(
    `INSERT INTO scope (id, name, regions, source, created_at, updated_at)
     VALUES ($1, 'proof', ARRAY['ap-northeast-2'], 'demo', to_timestamp($2), to_timestamp($2))`,
    [SCOPE, now / 1000],
  );
  const indices = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
  await writeResources(pool, now, 'ecs_cluster', indices(CLUSTERS), clusterArn, (n) => `cluster-${n}`);
  await writeResources(pool, now, 'ecs_service', indices(SERVICES), serviceArn, serviceName, (n) =>
    resourceId('ecs_cluster', clusterArn(clusterOf(n))),
  );
  await writeResources(pool, now, 'ecs_container_instance', indices(HOSTS), hostArn, hostName, (n) =>
    resourceId('ecs_cluster', clusterArn(n % CLUSTERS)),
  );
}

async function writeResources(
  pool: Pool,
  now: number,
  kind: 'ecs_cluster' | 'ecs_service' | 'ecs_container_instance',
  members: readonly number[],
  arnOf: (n: number) => string,
  nameOf: (n: number) => string,
  parentOf: (n: number) => string | null = () => null,
): Promise<void> {
  await pool.query(
    `INSERT INTO resource (id, kind, name, arn, native_id, account_id, region, scope_id, parent_id, state, status, severity,
                           reasons, environment, tags, attributes, hash, content_hash, first_seen, last_seen, described_at)
     SELECT id, $1, name, arn, name, '111122223333', 'ap-northeast-2', $2, parent, 'ACTIVE', 'ok', 0, '[]', 'prod', '{}',
            jsonb_build_object('ec2InstanceId', name), id, id, to_timestamp($3) - interval '70 days', to_timestamp($3),
            to_timestamp($3)
       FROM unnest($4::text[], $5::text[], $6::text[], $7::text[]) AS t(id, name, arn, parent)`,
    [
      kind,
      SCOPE,
      now / 1000,
      members.map((n) => resourceId(kind, arnOf(n))),
      members.map(nameOf),
      members.map(arnOf),
      members.map(parentOf),
    ],
  );
}

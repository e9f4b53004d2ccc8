import { bulkWrite, instant, type Queryable, type Row } from '../../database/index.js';
import { contentHash, type KnownDeployment } from './deployments.js';

const UPDATED = [
  'status',
  'rollout_state',
  'rollout_state_reason',
  'desired',
  'pending',
  'running',
  'failed_tasks',
  'breaker',
  'minimum_percent',
  'maximum_percent',
  'updated_at',
  'finished_at',
  'last_seen',
];

export async function writeDeployments(client: Queryable, rows: readonly Row[]): Promise<void> {
  await bulkWrite(client, { table: 'deployment', key: ['id'], update: UPDATED }, rows);
}

/** The newest deployments of every service of a scope: what a restart has to know. */
export async function recentDeployments(
  client: Queryable,
  scopeId: string,
): Promise<{ id: string; serviceId: string; known: KnownDeployment }[]> {
  const { rows } = await client.query<DeploymentRow>(
    `SELECT * FROM (
       SELECT *, row_number() OVER (PARTITION BY service_id ORDER BY created_at DESC) AS n
         FROM deployment WHERE scope_id = $1) d
      WHERE n <= 5`,
    [scopeId],
  );
  return rows.map((row) => ({
    id: row.id,
    serviceId: row.service_id,
    known: {
      hash: contentHash({
        ...row,
        created_at: instant(row.created_at.getTime()),
        updated_at: instant(row.updated_at.getTime()),
        finished_at: row.finished_at && instant(row.finished_at.getTime()),
      }),
      rolloutState: row.rollout_state,
      previousRevision: row.previous_revision,
      revision: row.revision,
      createdAt: row.created_at.getTime(),
      finishedAt: row.finished_at?.getTime() ?? null,
    },
  }));
}

interface DeploymentRow extends Row {
  id: string;
  service_id: string;
  rollout_state: string | null;
  revision: number;
  previous_revision: number | null;
  created_at: Date;
  updated_at: Date;
  finished_at: Date | null;
}

/** Kinds of rollout whose end AWS does not tell: a task set is deleted when it is done with. */
const BY_TASK_SETS = ['CODE_DEPLOY', 'EXTERNAL'];

/**
 * Ends rollouts whose task set is gone before it was alone: another took its place.
 * @param sets of each service that is deployed by task sets, the native ids of those that AWS still shows
 * @returns ids of the services whose rollouts ended so
 */
export async function endVanishedTaskSets(
  client: Queryable,
  sets: readonly { serviceId: string; nativeIds: readonly string[] }[],
  now: number,
): Promise<string[]> {
  if (sets.length === 0) return [];
  const { rows } = await client.query<{ service_id: string }>(
    `UPDATE deployment d
        SET status = 'INACTIVE', rollout_state = 'FAILED', finished_at = $3::timestamptz, updated_at = $3::timestamptz,
            rollout_state_reason = 'The task set was deleted before it took over.',
            detail = jsonb_set(d.detail, '{finishedAt}', to_jsonb($5::text))
       FROM unnest($1::text[], $2::text[]) AS v(service_id, living)
      WHERE d.service_id = v.service_id AND d.rollout_state = 'IN_PROGRESS' AND d.strategy = ANY($4)
        AND d.native_id <> ALL (string_to_array(v.living, ' '))
      RETURNING d.service_id`,
    [
      sets.map(({ serviceId }) => serviceId),
      sets.map(({ nativeIds }) => nativeIds.join(' ')),
      instant(now),
      BY_TASK_SETS,
      instant(now),
    ],
  );
  return [...new Set(rows.map((row) => row.service_id))];
}

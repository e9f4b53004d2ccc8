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

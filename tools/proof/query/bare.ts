import type { Connection } from '../../../prisma/dist/index.js';

type Pool = Connection['pool'];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function starts(from: number, to: number, size: number): string[] {
  const found: string[] = [];
  for (let at = Math.floor(from / size) * size; at < to; at += size) found.push(new Date(at).toISOString());
  return found;
}

/** Least SQL for some charts of a resource: the rows of its series, as text, in two statements. */
export async function bareCharts(
  pool: Pool,
  resources: readonly string[],
  metrics: readonly string[],
  { from, to, coarse }: { from: number; to: number; coarse: boolean },
): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(
    'SELECT id FROM series WHERE resource_id = ANY($1) AND metric = ANY($2)',
    [resources, metrics],
  );
  const ids = rows.map((row) => row.id);
  await pool.query(
    coarse
      ? {
          text: `SELECT series_id, day, counts::text, sums::text, mins::text, maxs::text FROM metric_days
                  WHERE day = ANY($1::date[]) AND series_id = ANY($2)`,
          values: [starts(from, to, DAY), ids],
          rowMode: 'array',
        }
      : {
          text: `SELECT series_id, hour, slots::text FROM metric_minutes
                  WHERE hour = ANY($1::timestamptz[]) AND series_id = ANY($2)`,
          values: [starts(from, to, HOUR), ids],
          rowMode: 'array',
        },
  );
}

/** Least SQL for the overview: the fleet, and the last three hours of the series of its cells and edges. */
export async function bareOverview(pool: Pool, now: number): Promise<void> {
  const { rows: fleet } = await pool.query<{ id: string }>(
    `SELECT r.id, r.kind, r.name, r.parent_id, r.status, r.reasons, r.attributes FROM resource r
      WHERE r.kind IN ('ecs_cluster', 'ecs_service', 'ec2_instance', 'rds_instance') AND r.deleted_at IS NULL`,
  );
  const { rows } = await pool.query<{ id: number }>(
    `SELECT id FROM series WHERE resource_id = ANY($1) AND (metric, stat) IN
       (('CPUUtilization', 'Average'), ('MemoryUtilization', 'Maximum'), ('CPUCreditBalance', 'Average'),
        ('DatabaseConnections', 'Maximum'), ('FreeStorageSpace', 'Average'), ('FreeableMemory', 'Average'))`,
    [fleet.map((one) => one.id)],
  );
  await pool.query({
    text: `SELECT series_id, hour, slots::text FROM metric_minutes
            WHERE hour = ANY($1::timestamptz[]) AND series_id = ANY($2)`,
    values: [starts(now - 3 * HOUR, now, HOUR), rows.map((row) => row.id)],
    rowMode: 'array',
  });
}

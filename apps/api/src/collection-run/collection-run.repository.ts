import { instant, type Queryable } from '../database/index.js';

/** Jobs that leave a row each time they ran. */
export const COLLECTION_JOBS = [
  'inventory',
  'metrics',
  'hot_metrics',
  'backfill',
  'reread',
  'settle',
  'logs',
  'events',
  'usage',
  'alerts',
  'rollouts',
  'recommendations',
  'reports',
  'housekeeping',
] as const;
export type CollectionJob = (typeof COLLECTION_JOBS)[number];

/** One run of a job in one place, as stored. */
export interface CollectionRun {
  scopeId: string;
  region: string;
  job: CollectionJob;
  startedAt: number;
  finishedAt: number;
  status: 'ok' | 'partial' | 'failed';
  items: number;
  throttled: number;
  /** Resource kinds that were listed completely. */
  kinds: readonly string[];
  message: string | null;
}

/** Stores a run. @returns its id */
export async function writeRun(client: Queryable, run: CollectionRun): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO collection_run (scope_id, region, job, started_at, finished_at, status, items, throttled, kinds, message)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      run.scopeId,
      run.region,
      run.job,
      instant(run.startedAt),
      instant(run.finishedAt),
      run.status,
      run.items,
      run.throttled,
      run.kinds,
      run.message?.slice(0, 2000) ?? null,
    ],
  );
  return (rows[0] as { id: string }).id;
}

/** The newest run of a job in a place: its id, when it began and when it ended (epoch ms); null before the first. */
export async function lastRun(
  client: Queryable,
  place: { scopeId: string; region: string },
  job: CollectionJob,
): Promise<{ id: string; startedAt: number; finishedAt: number } | null> {
  const { rows } = await client.query<{ id: string; started_at: Date; finished_at: Date }>(
    `SELECT id, started_at, finished_at FROM collection_run
      WHERE job = $1 AND scope_id = $2 AND region = $3 ORDER BY started_at DESC LIMIT 1`,
    [job, place.scopeId, place.region],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return { id: row.id, startedAt: row.started_at.getTime(), finishedAt: row.finished_at.getTime() };
}

import { bulkWrite, instant, type Queryable } from '../database/index.js';
import type { Labels } from '../inventory/index.js';

interface Place {
  scopeId: string;
  region: string;
}

/** What a batch adds to a queue's figures. */
export interface BatchFigures {
  url: string;
  received: number;
  malformed: number;
  ignored: number;
  /** Epoch ms of the newest event; null where the batch held none. */
  newestAt: number | null;
  problem: string | null;
}

/** Notes ids of events with their types, and adds a batch to the queue's figures. */
export async function noteBatch(
  client: Queryable,
  place: Place,
  types: ReadonlyMap<string, string>,
  batch: BatchFigures,
  now: number,
): Promise<void> {
  const rows = [...types.keys()].map((id) => ({
    id,
    scope_id: place.scopeId,
    region: place.region,
    received_at: instant(now),
  }));
  const key = ['id', 'scope_id', 'region'];
  const fresh = await bulkWrite(client, { table: 'queue_event', key, update: 'none' }, rows);
  const byType: Record<string, number> = {};
  for (const { id } of fresh) {
    const type = types.get(String(id)) ?? '';
    byType[type] = (byType[type] ?? 0) + 1;
  }
  const duplicates = batch.received - batch.malformed - fresh.length;
  const lag = batch.newestAt === null ? null : Math.max(0, now - batch.newestAt) / 1000;
  await client.query(
    `INSERT INTO event_queue AS q (scope_id, region, url, state, received, stored, duplicates, malformed, ignored,
                                   by_type, lag_seconds, last_event_at, last_problem)
     VALUES ($1, $2, $3, 'ok', $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (scope_id, region) DO UPDATE SET
       url = EXCLUDED.url, state = 'ok', message = NULL,
       received = q.received + EXCLUDED.received, stored = q.stored + EXCLUDED.stored,
       duplicates = q.duplicates + EXCLUDED.duplicates, malformed = q.malformed + EXCLUDED.malformed,
       ignored = q.ignored + EXCLUDED.ignored,
       by_type = (SELECT coalesce(jsonb_object_agg(key, n), '{}') FROM (
         SELECT key, sum(value::bigint) AS n
           FROM (SELECT * FROM jsonb_each_text(q.by_type) UNION ALL SELECT * FROM jsonb_each_text(EXCLUDED.by_type)) all_types
          GROUP BY key) summed),
       lag_seconds = coalesce(EXCLUDED.lag_seconds, q.lag_seconds),
       last_event_at = greatest(EXCLUDED.last_event_at, q.last_event_at),
       last_problem = coalesce(EXCLUDED.last_problem, q.last_problem)`,
    [
      place.scopeId,
      place.region,
      batch.url,
      batch.received,
      fresh.length,
      duplicates,
      batch.malformed,
      batch.ignored,
      JSON.stringify(byType),
      lag,
      instant(batch.newestAt),
      batch.problem,
    ],
  );
}

/** Notes how many messages wait, or why the queue could not be read. */
export async function noteQueue(
  client: Queryable,
  place: Place,
  seen: { url: string; waiting: number | null; inFlight: number | null; message: string | null },
  now: number,
): Promise<void> {
  await client.query(
    `INSERT INTO event_queue (scope_id, region, url, state, message, checked_at, waiting, in_flight)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (scope_id, region) DO UPDATE SET url = EXCLUDED.url, state = EXCLUDED.state, message = EXCLUDED.message,
       checked_at = EXCLUDED.checked_at, waiting = EXCLUDED.waiting, in_flight = EXCLUDED.in_flight`,
    [
      place.scopeId,
      place.region,
      seen.url,
      seen.message === null ? 'ok' : 'failing',
      seen.message?.slice(0, 1000) ?? null,
      instant(now),
      seen.waiting,
      seen.inFlight,
    ],
  );
}

/** Whose resources are, of those that are known. */
export async function ownersOf(
  client: Queryable,
  ids: readonly string[],
): Promise<Map<string, { labels: Labels; parentId: string | null }>> {
  const { rows } = await client.query<{
    id: string;
    environment: string;
    team: string | null;
    tier: string | null;
    parent_id: string | null;
  }>('SELECT id, environment, team, tier, parent_id FROM resource WHERE id = ANY($1)', [ids]);
  return new Map(
    rows.map(({ id, environment, team, tier, parent_id: parentId }) => [
      id,
      { labels: { environment, team, tier } as Labels, parentId },
    ]),
  );
}

/** What rollouts that are stored run. */
export async function revisionsOf(
  client: Queryable,
  ids: readonly string[],
): Promise<Map<string, { revision: number; previousRevision: number | null }>> {
  const { rows } = await client.query<{ id: string; revision: number; previous_revision: number | null }>(
    'SELECT id, revision, previous_revision FROM deployment WHERE id = ANY($1)',
    [ids],
  );
  return new Map(
    rows.map(({ id, revision, previous_revision: previousRevision }) => [id, { revision, previousRevision }]),
  );
}

import type pg from 'pg';
import { instant } from '../../database/index.js';
import type { PlaceKey } from '../place-key.js';

type Client = Pick<pg.Pool, 'query'>;

/**
 * Notes how much is left to be read. The whole follows what was done and what is left, so that the two weeks and what
 * outages left later are one story. `reachedBackTo`: history is complete from there to now; times in epoch ms.
 */
export async function noteRemaining(
  client: Client,
  place: PlaceKey,
  left: { points: number; from: number; reachedBackTo: number },
  now: number,
): Promise<void> {
  await client.query(
    `INSERT INTO backfill_progress AS b (scope_id, region, state, started_at, updated_at, from_at, reached_back_to,
                                         points_expected, points_done, points_stored, active_seconds)
     VALUES ($1, $2, 'running', $3, $3, $4, $5, $6, 0, 0, 0)
     ON CONFLICT (scope_id, region) DO UPDATE SET
       state = 'running', updated_at = EXCLUDED.updated_at, finished_at = NULL,
       from_at = least(b.from_at, EXCLUDED.from_at), reached_back_to = EXCLUDED.reached_back_to,
       points_expected = b.points_done + EXCLUDED.points_expected`,
    [
      place.scopeId,
      place.region,
      instant(now),
      instant(left.from),
      instant(left.reachedBackTo),
      Math.round(left.points),
    ],
  );
}

/** Adds what was read. `done`: datapoints that were asked for, published or not. */
export async function addProgress(
  client: Client,
  place: PlaceKey,
  read: { done: number; stored: number; seconds: number },
  now: number,
): Promise<void> {
  await client.query(
    `UPDATE backfill_progress
        SET points_done = points_done + $3, points_stored = points_stored + $4,
            active_seconds = active_seconds + $5, updated_at = $6
      WHERE scope_id = $1 AND region = $2`,
    [place.scopeId, place.region, Math.round(read.done), read.stored, read.seconds, instant(now)],
  );
}

/** Nothing is left. */
export async function finishProgress(client: Client, place: PlaceKey, now: number): Promise<void> {
  await client.query(
    `UPDATE backfill_progress
        SET state = 'done', finished_at = $3, updated_at = $3, reached_back_to = from_at,
            points_expected = points_done
      WHERE scope_id = $1 AND region = $2 AND state = 'running'`,
    [place.scopeId, place.region, instant(now)],
  );
}

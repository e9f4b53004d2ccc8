import type pg from 'pg';
import { instant } from '../../database/index.js';
import { placeName, type PlaceKey } from '../place-key.js';

type Client = Pick<pg.Pool, 'query'>;

function keyOf(place: PlaceKey): string {
  return `metrics.settled/${placeName(place)}`;
}

/** Epoch ms before which every hour of a place is settled; null: it never was. */
export async function readSettled(client: Client, place: PlaceKey): Promise<number | null> {
  const { rows } = await client.query<{ until: number | null }>(
    `SELECT (value->>'until')::float8 AS until FROM setting WHERE key = $1`,
    [keyOf(place)],
  );
  return rows[0]?.until ?? null;
}

export async function writeSettled(
  client: Client,
  place: PlaceKey,
  until: number,
  now: number,
): Promise<void> {
  await client.query(
    `INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, version = setting.version + 1, updated_at = EXCLUDED.updated_at`,
    [keyOf(place), JSON.stringify({ until }), instant(now)],
  );
}

export async function seriesIdsOf(client: Client, place: PlaceKey): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    'SELECT id FROM series WHERE scope_id = $1 AND region = $2',
    [place.scopeId, place.region],
  );
  return rows.map((row) => row.id);
}

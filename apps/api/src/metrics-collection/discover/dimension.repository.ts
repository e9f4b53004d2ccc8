import type pg from 'pg';
import { z } from 'zod';
import { instant } from '../../database/index.js';
import { placeName, type PlaceKey } from '../place-key.js';
import type { ListedMetric } from '../plan/discovered-dimensions.js';

type Client = Pick<pg.Pool, 'query'>;

/** As stored, short because there may be many: `[metric, [[name, value], ...]]`. */
const Stored = z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.string()]))]));

function prefixOf(place: PlaceKey): string {
  return `metrics.listed/${placeName(place)}/`;
}

/** What ListMetrics found last, by namespace. */
export async function readListed(client: Client, place: PlaceKey): Promise<Map<string, ListedMetric[]>> {
  const prefix = prefixOf(place);
  const { rows } = await client.query<{ namespace: string; value: unknown }>(
    'SELECT substr(key, length($1) + 1) AS namespace, value FROM setting WHERE starts_with(key, $1)',
    [prefix],
  );
  return new Map(
    rows.map(({ namespace, value }) => [
      namespace,
      Stored.parse(value).map(([metric, pairs]) => ({
        metric,
        dimensions: pairs.map(([Name, Value]) => ({ Name, Value })),
      })),
    ]),
  );
}

export async function writeListed(
  client: Client,
  place: PlaceKey,
  namespace: string,
  listed: readonly ListedMetric[],
  now: number,
): Promise<void> {
  const value = listed.map(({ metric, dimensions }) => [
    metric,
    dimensions.map(({ Name, Value }) => [Name, Value]),
  ]);
  await client.query(
    `INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, version = setting.version + 1, updated_at = EXCLUDED.updated_at`,
    [prefixOf(place) + namespace, JSON.stringify(value), instant(now)],
  );
}

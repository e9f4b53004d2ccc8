import type pg from 'pg';
import { instant } from '../../database/index.js';
import type { PlaceKey } from '../place-key.js';
import { HOUR_MS } from '../store/hour-rows.js';
import type { LagHistogram } from './lag-histogram.js';

/** Adds the counts to those of the current hour. */
export async function addLags(
  client: Pick<pg.Pool, 'query'>,
  place: PlaceKey,
  lags: LagHistogram,
  now: number,
): Promise<void> {
  const entries = lags.entries();
  if (entries.length === 0) return;
  await client.query(
    `INSERT INTO metric_lag AS m (scope_id, region, namespace, hour, buckets)
     SELECT $1, $2, t.namespace, $3, ARRAY(SELECT jsonb_array_elements(t.buckets)::int)
       FROM jsonb_to_recordset($4::jsonb) AS t(namespace text, buckets jsonb)
     ON CONFLICT (scope_id, region, namespace, hour) DO UPDATE SET buckets =
       (SELECT array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY i)
          FROM unnest(m.buckets, EXCLUDED.buckets) WITH ORDINALITY AS x(a, b, i))`,
    [
      place.scopeId,
      place.region,
      instant(Math.floor(now / HOUR_MS) * HOUR_MS),
      JSON.stringify(entries.map(([namespace, buckets]) => ({ namespace, buckets }))),
    ],
  );
}

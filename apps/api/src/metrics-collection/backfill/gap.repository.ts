import type pg from 'pg';
import { instant } from '../../database/index.js';
import type { PlaceKey } from '../place-key.js';
import type { Gap } from './gap.js';

type Client = Pick<pg.Pool, 'query'>;

/** Notes ranges that are still to be read. */
export async function addGaps(client: Client, place: PlaceKey, gaps: readonly Gap[]): Promise<void> {
  if (gaps.length === 0) return;
  await client.query(
    `INSERT INTO metric_gap AS g (scope_id, region, series_id, from_at, to_at, period)
     SELECT $1, $2, t.* FROM unnest($3::int[], $4::timestamptz[], $5::timestamptz[], $6::int[]) AS t
     ON CONFLICT (series_id, from_at) DO UPDATE SET to_at = greatest(g.to_at, EXCLUDED.to_at)`,
    [
      place.scopeId,
      place.region,
      gaps.map((gap) => gap.seriesId),
      gaps.map((gap) => instant(gap.from)),
      gaps.map((gap) => instant(gap.to)),
      gaps.map((gap) => gap.period),
    ],
  );
}

export interface GapTotals {
  /** Epoch ms of the newest end; null: no gap is left. */
  newest: number | null;
  /** The same without the series that are to be left alone for now. */
  newestReadable: number | null;
  oldest: number | null;
  points: number;
}

/** What is left to be read in a place; `except` names series that are to be left alone for now. */
export async function gapTotals(
  client: Client,
  place: PlaceKey,
  except: readonly number[],
): Promise<GapTotals> {
  const { rows } = await client.query<{
    newest: Date | null;
    readable: Date | null;
    oldest: Date | null;
    points: number;
  }>(
    `SELECT max(to_at) AS newest, max(to_at) FILTER (WHERE series_id <> ALL($3::int[])) AS readable, min(from_at) AS oldest,
            coalesce(sum(floor(extract(epoch FROM to_at - from_at) / period)), 0)::float8 AS points
       FROM metric_gap WHERE scope_id = $1 AND region = $2`,
    [place.scopeId, place.region, except],
  );
  const row = rows[0];
  return {
    newest: row?.newest?.getTime() ?? null,
    newestReadable: row?.readable?.getTime() ?? null,
    oldest: row?.oldest?.getTime() ?? null,
    points: row?.points ?? 0,
  };
}

/** Gaps that reach beyond an instant (epoch ms). */
export async function gapsAfter(client: Client, place: PlaceKey, after: number): Promise<Gap[]> {
  const { rows } = await client.query<{ series_id: number; from_at: Date; to_at: Date; period: number }>(
    `SELECT series_id, from_at, to_at, period FROM metric_gap
      WHERE scope_id = $1 AND region = $2 AND to_at > $3 ORDER BY series_id, from_at`,
    [place.scopeId, place.region, instant(after)],
  );
  return rows.map((row) => ({
    seriesId: row.series_id,
    from: row.from_at.getTime(),
    to: row.to_at.getTime(),
    period: row.period,
  }));
}

/** Takes the range from `from` to `to` (epoch ms) out of the gaps that end in it: it was read, or never will be. */
export async function closeGaps(
  client: Client,
  seriesIds: readonly number[],
  { from, to }: { from: number; to: number },
): Promise<void> {
  if (seriesIds.length === 0) return;
  await client.query(
    `WITH gone AS (
       DELETE FROM metric_gap WHERE series_id = ANY($1::int[]) AND from_at >= $2 AND to_at <= $3)
     UPDATE metric_gap SET to_at = $2
      WHERE series_id = ANY($1::int[]) AND from_at < $2 AND to_at > $2 AND to_at <= $3`,
    [seriesIds, instant(from), instant(to)],
  );
}

/** Forgets gaps of series that are gone, and what CloudWatch does not keep any more. */
export async function dropHopelessGaps(
  client: Client,
  place: PlaceKey,
  known: readonly number[],
  now: number,
): Promise<void> {
  await client.query(
    `DELETE FROM metric_gap WHERE scope_id = $1 AND region = $2
        AND (series_id <> ALL($3::int[])
             OR to_at <= $4::timestamptz - CASE WHEN period >= 3600 THEN interval '455 days'
                                                WHEN period >= 300 THEN interval '63 days' ELSE interval '15 days' END)`,
    [place.scopeId, place.region, known, instant(now)],
  );
}

import type pg from 'pg';
import type { ResourceKind } from '@danji/shared';
import { instant } from '../../database/index.js';
import type { PlaceKey } from '../place-key.js';
import type { FleetResource } from './resource-facts.js';
import { seriesKey, type WantedSeries } from './wanted-series.js';

type Client = Pick<pg.Pool, 'query'>;

/** A series as stored. Times in epoch ms. */
export interface KnownSeries {
  id: number;
  period: number;
  /** Everything before has been read, except the gaps. */
  fetchedUntil: number | null;
  retiredAt: number | null;
  createdAt: number;
  /** Newest datapoint ever seen. */
  lastPointAt: number | null;
  /** Whether some of its past is still to be read. */
  unread: boolean;
}

/**
 * Resources of a place of some kinds, with what of their parents and clusters names their metrics; those deleted before
 * `deletedAfter` (epoch ms) are left out.
 */
export async function readFleet(
  client: Client,
  place: PlaceKey,
  { kinds, deletedAfter }: { kinds: readonly ResourceKind[]; deletedAfter: number },
): Promise<FleetResource[]> {
  const { rows } = await client.query<
    Omit<FleetResource, 'deletedAt' | 'clusterNames'> & {
      deleted_at: Date | null;
      clusterNames: string[] | null;
    }
  >(
    `SELECT r.id, r.kind, r.name, r.native_id AS "nativeId", r.arn, p.name AS "parentName",
            p.native_id AS "parentNativeId", p.attributes->>'containerInsights' AS "parentInsights",
            CASE WHEN r.kind = 'capacity_provider' THEN
              (SELECT array_agg(c.name ORDER BY c.name) FROM resource c
                WHERE c.id IN (SELECT jsonb_array_elements_text(r.attributes->'clusters'))) END AS "clusterNames",
            r.state, r.deleted_at, r.tags, r.attributes
       FROM resource r LEFT JOIN resource p ON p.id = r.parent_id
      WHERE r.scope_id = $1 AND r.region = $2 AND r.kind = ANY($3)
        AND (r.deleted_at IS NULL OR r.deleted_at > $4)
      ORDER BY r.kind, r.id`,
    [place.scopeId, place.region, kinds, instant(deletedAfter)],
  );
  return rows.map(({ deleted_at, clusterNames, ...row }) => ({
    ...row,
    clusterNames: clusterNames ?? [],
    deletedAt: deleted_at?.getTime() ?? null,
  }));
}

/** All series of a place by their key. */
export async function readSeries(client: Client, place: PlaceKey): Promise<Map<string, KnownSeries>> {
  const { rows } = await client.query<{
    id: number;
    resource_id: string;
    namespace: string;
    metric: string;
    dimensions: string;
    stat: string;
    period: number;
    fetched_until: Date | null;
    retired_at: Date | null;
    created_at: Date;
    last_point_at: Date | null;
    unread: boolean;
  }>(
    `SELECT id, resource_id, namespace, metric, dimensions, stat, period, fetched_until, retired_at, created_at,
            last_point_at, EXISTS (SELECT FROM metric_gap g WHERE g.series_id = series.id) AS unread
       FROM series WHERE scope_id = $1 AND region = $2`,
    [place.scopeId, place.region],
  );
  return new Map(
    rows.map((row) => [
      seriesKey({ ...row, resourceId: row.resource_id }),
      {
        id: row.id,
        period: row.period,
        fetchedUntil: row.fetched_until?.getTime() ?? null,
        retiredAt: row.retired_at?.getTime() ?? null,
        createdAt: row.created_at.getTime(),
        lastPointAt: row.last_point_at?.getTime() ?? null,
        unread: row.unread,
      },
    ]),
  );
}

/**
 * Creates the rows of series that have none, in one statement. One that exists already stays as it is.
 * @param sleepingSince epoch ms from which on those that are not live count as retired
 */
export async function createSeries(
  client: Client,
  place: PlaceKey,
  wanted: readonly WantedSeries[],
  { now, sleepingSince }: { now: number; sleepingSince: number },
): Promise<void> {
  if (wanted.length === 0) return;
  await client.query(
    `INSERT INTO series (scope_id, region, created_at, resource_id, namespace, metric, dimensions, stat, unit, period, retired_at)
     SELECT $1, $2, $3, r, n, m, d, s, u, p, CASE WHEN live THEN NULL ELSE $4::timestamptz END
       FROM unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int[], $12::bool[])
         AS t(r, n, m, d, s, u, p, live)
     ON CONFLICT (resource_id, namespace, metric, dimensions, stat) DO NOTHING`,
    [
      place.scopeId,
      place.region,
      instant(now),
      instant(sleepingSince),
      wanted.map((one) => one.resourceId),
      wanted.map((one) => one.namespace),
      wanted.map((one) => one.metric),
      wanted.map((one) => one.dimensions),
      wanted.map((one) => one.stat),
      wanted.map((one) => one.unit),
      wanted.map((one) => one.period),
      wanted.map((one) => one.live),
    ],
  );
}

export interface SeriesChange {
  id: number;
  period: number;
  retiredAt: number | null;
}

/** Stores that resources stopped or began to publish, or publish at another period. */
export async function changeSeries(client: Client, changes: readonly SeriesChange[]): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `UPDATE series s SET period = t.period, retired_at = t.retired_at
       FROM unnest($1::int[], $2::int[], $3::timestamptz[]) AS t(id, period, retired_at) WHERE s.id = t.id`,
    [
      changes.map((change) => change.id),
      changes.map((change) => change.period),
      changes.map((change) => instant(change.retiredAt)),
    ],
  );
}

export interface Watermark {
  seriesId: number;
  /** Epoch ms; null leaves it where it is. */
  fetchedUntil: number | null;
  /** Epoch ms of the newest datapoint of the answer; null: it had none. */
  lastPointAt: number | null;
}

/** Moves watermarks forward, never back. */
export async function moveWatermarks(client: Client, marks: readonly Watermark[]): Promise<void> {
  if (marks.length === 0) return;
  await client.query(
    `UPDATE series s
        SET fetched_until = greatest(s.fetched_until, t.fetched_until),
            last_point_at = greatest(s.last_point_at, t.last_point_at)
       FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) AS t(id, fetched_until, last_point_at)
      WHERE s.id = t.id
        AND (t.fetched_until > coalesce(s.fetched_until, '-infinity')
             OR t.last_point_at > coalesce(s.last_point_at, '-infinity'))`,
    [
      marks.map((mark) => mark.seriesId),
      marks.map((mark) => instant(mark.fetchedUntil)),
      marks.map((mark) => instant(mark.lastPointAt)),
    ],
  );
}

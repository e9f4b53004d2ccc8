import type pg from 'pg';
import { METRIC_PRICES, SYMPTOM_METRICS } from '@danji/shared';
import { instant } from '../../database/index.js';
import type { FleetCounts } from './decide.js';

type Client = Pick<pg.Pool, 'query'>;

/** Somebody has seen the estimate and said yes (POST /collection/accept-cost). */
const ACCEPTED_KEY = 'metrics.accepted';
/** What the worker says of its metric requests. */
const STATE_KEY = 'metrics.state';

/** US dollars of metric requests since an instant (epoch ms), every query counted. */
export async function spentSince(client: Client, since: number): Promise<number> {
  const { rows } = await client.query<{ metrics: number }>(
    'SELECT coalesce(sum(metrics_requested), 0)::float8 AS metrics FROM api_usage WHERE hour >= $1',
    [instant(since)],
  );
  return (rows[0]?.metrics ?? 0) * METRIC_PRICES.perMetricRequested;
}

export async function isAccepted(client: Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM setting WHERE key = $1', [ACCEPTED_KEY]);
  return (rowCount ?? 0) > 0;
}

/**
 * How many series and metrics are polled, and how many have unread history, in all places. Metrics that never answer
 * are asked once a day and do not count: they were not asked in the last hours.
 */
export async function fleetCounts(client: Client, now: number): Promise<FleetCounts> {
  const { rows } = await client.query<FleetCounts>(
    `WITH s AS (
       SELECT resource_id, namespace, metric, dimensions,
              retired_at IS NULL
                AND (last_point_at IS NOT NULL OR fetched_until IS NULL OR fetched_until > $1::timestamptz - interval '2 hours')
                AS polled,
              metric = ANY($2) AND period <= 60 AND EXISTS (SELECT FROM resource r WHERE r.id = series.resource_id
                AND r.kind = 'target_group' AND r.environment = 'prod') AS symptom,
              fetched_until IS NULL OR EXISTS (SELECT FROM metric_gap g WHERE g.series_id = series.id) AS unread
         FROM series)
     SELECT count(*) FILTER (WHERE polled)::int AS "polledSeries",
            count(DISTINCT (resource_id, namespace, metric, dimensions)) FILTER (WHERE polled)::int AS "polledMetrics",
            count(*) FILTER (WHERE polled AND symptom)::int AS "symptomSeries",
            count(DISTINCT (resource_id, namespace, metric, dimensions)) FILTER (WHERE polled AND symptom)::int
              AS "symptomMetrics",
            count(*) FILTER (WHERE unread)::int AS "unreadSeries",
            count(DISTINCT (resource_id, namespace, metric, dimensions)) FILTER (WHERE unread)::int AS "unreadMetrics"
       FROM s`,
    [instant(now), SYMPTOM_METRICS],
  );
  return rows[0] as FleetCounts;
}

export async function writeMetricsState(client: Client, value: object, now: number): Promise<void> {
  await client.query(
    `INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, version = setting.version + 1, updated_at = EXCLUDED.updated_at`,
    [STATE_KEY, JSON.stringify(value), instant(now)],
  );
}

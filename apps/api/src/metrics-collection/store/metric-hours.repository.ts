import type pg from 'pg';
import { realArray } from '../../database/index.js';
import { SLOTS, type HourRows } from './hour-rows.js';

export type Client = Pick<pg.Pool, 'query'>;

/**
 * From `hours(series_id, hour, period, n, total, low, high)` to metric_days, in SQL. Rows are padded to 24 hours;
 * NaN sorts above every number, so the least of a value and its padding is the value. An hour that carries nothing
 * leaves the stored one as it is.
 */
const WRITE_DAYS = `
  INSERT INTO metric_days AS t (day, series_id, period, counts, sums, mins, maxs)
  SELECT day, series_id, max(period), array_agg(n ORDER BY h), array_agg(total ORDER BY h),
         array_agg(low ORDER BY h), array_agg(high ORDER BY h)
    FROM (SELECT day, series_id, h, max(period) AS period, max(n) AS n, min(total) AS total, min(low) AS low,
                 min(high) AS high
            FROM (SELECT (hour AT TIME ZONE 'UTC')::date AS day, series_id, extract(hour FROM hour AT TIME ZONE 'UTC')::int AS h,
                         period, n, total, low, high
                    FROM hours
                   UNION ALL
                  SELECT day, series_id, h, period, 0, 'NaN'::float8, 'NaN'::real, 'NaN'::real
                    FROM (SELECT DISTINCT (hour AT TIME ZONE 'UTC')::date AS day, series_id, period FROM hours) d
                         CROSS JOIN generate_series(0, 23) AS h) padded
           GROUP BY day, series_id, h) dense
   GROUP BY day, series_id ORDER BY day, series_id
  ON CONFLICT (day, series_id) DO UPDATE SET (period, counts, sums, mins, maxs) = (
    SELECT EXCLUDED.period,
           array_agg(CASE WHEN n > 0 THEN n ELSE t.counts[i] END ORDER BY i),
           array_agg(CASE WHEN n > 0 THEN EXCLUDED.sums[i] ELSE t.sums[i] END ORDER BY i),
           array_agg(CASE WHEN n > 0 THEN EXCLUDED.mins[i] ELSE t.mins[i] END ORDER BY i),
           array_agg(CASE WHEN n > 0 THEN EXCLUDED.maxs[i] ELSE t.maxs[i] END ORDER BY i)
      FROM unnest(EXCLUDED.counts) WITH ORDINALITY AS c(n, i))`;

const AGGREGATES = `
  CROSS JOIN LATERAL (SELECT count(*)::int AS n, sum(v::float8) AS total, min(v) AS low, max(v) AS high
                        FROM unnest(slots) AS v WHERE v <> 'NaN'::real) AS a`;

/**
 * Writes hours: one statement that replaces only the slots that are carried, and settles into metric_days those of
 * the changed hours that end at or before `settledUntil` (epoch ms). An hour that already holds all of it is left
 * alone. @returns how many hours changed
 */
export async function writeHours(client: Client, rows: HourRows, settledUntil: number): Promise<number> {
  if (rows.length === 0) return 0;
  const { rows: answer } = await client.query<{ changed: number }>({
    name: 'danji-write-hours',
    text: `
      WITH carried AS (
        SELECT to_timestamp(h / 1000) AS hour, s AS series_id, p AS period,
               ($4::real[])[(i - 1) * 60 + 1 : i * 60] AS slots
          FROM unnest($1::float8[], $2::int[], $3::smallint[]) WITH ORDINALITY AS u(h, s, p, i)
      ), written AS (
        INSERT INTO metric_minutes AS t (hour, series_id, period, slots)
        SELECT hour, series_id, period, slots FROM carried ORDER BY hour, series_id
        ON CONFLICT (hour, series_id) DO UPDATE
           SET period = EXCLUDED.period, slots = danji_merge_slots(t.slots, EXCLUDED.slots)
         WHERE EXISTS (SELECT FROM unnest(t.slots, EXCLUDED.slots) AS x(s, c) WHERE c <> 'NaN'::real AND c <> s)
        RETURNING t.hour, t.series_id, t.period, t.slots
      ), hours AS (
        SELECT series_id, hour, period, n, total, low, high FROM written ${AGGREGATES}
         WHERE n > 0 AND hour + interval '1 hour' <= to_timestamp($5::float8 / 1000)
      ), days AS (${WRITE_DAYS})
      SELECT count(*)::int AS changed FROM written`,
    values: [rows.hours, rows.seriesIds, rows.periods, realArray(rows.parts(), SLOTS), settledUntil],
  });
  return answer[0]?.changed ?? 0;
}

/** Writes points that are an hour apart: they have no slots and go to metric_days at once. */
export async function writeHourlyPoints(client: Client, { hourly }: HourRows): Promise<void> {
  if (hourly.length === 0) return;
  await client.query(
    `WITH hours AS (
       SELECT s AS series_id, to_timestamp(h / 1000) AS hour, 3600::smallint AS period, 1 AS n, v AS total,
              v::real AS low, v::real AS high
         FROM unnest($1::int[], $2::float8[], $3::float8[]) AS u(s, h, v))
     ${WRITE_DAYS}`,
    [
      hourly.map((point) => point.seriesId),
      hourly.map((point) => point.hour),
      hourly.map((point) => point.value),
    ],
  );
}

/** Settles one hour (epoch ms of its start) of some series from their stored minutes. */
export async function settleHour(client: Client, seriesIds: readonly number[], hour: number): Promise<void> {
  await client.query(
    `WITH hours AS (
       SELECT series_id, hour, period, n, total, low, high FROM metric_minutes ${AGGREGATES}
        WHERE hour = to_timestamp($1::float8 / 1000) AND series_id = ANY($2::int[]) AND n > 0)
     ${WRITE_DAYS}`,
    [hour, seriesIds],
  );
}

/** Makes sure that there are partitions for [from, to) (epoch ms); several processes may call it at once. */
export async function ensurePartitions(client: Client, from: number, to: number): Promise<void> {
  await client.query(
    `SELECT danji_ensure_partitions(to_timestamp($1::float8 / 1000), to_timestamp($2::float8 / 1000))
       FROM pg_advisory_xact_lock(hashtext('danji_ensure_partitions'))`,
    [from, to],
  );
}

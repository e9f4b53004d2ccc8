import type { Connection } from '../../../prisma/dist/index.js';

type Pool = Connection['pool'];
import type { Fleet } from './fleet.ts';

const HOUR = 3_600_000;
const SCOPE = 'scope-proof';
/** Different rows of slots; a series takes another one each hour. */
const PATTERNS = 997;

/**
 * Stores a fleet and `days` of every minute of its series up to `now` (epoch ms): hours as the collector writes them,
 * in the order of time, and the settled days. @returns the ids of the series, in their order
 */
export async function generate(pool: Pool, fleet: Fleet, days: number, now: number): Promise<number[]> {
  const last = Math.floor(now / HOUR) * HOUR;
  const first = last - days * 24 * HOUR;
  await pool.query('SELECT danji_ensure_partitions(to_timestamp($1), to_timestamp($2))', [
    first / 1000,
    now / 1000 + 86_400,
  ]);
  await writeResources(pool, fleet, now);
  const ids = await writeSeries(pool, fleet, now);
  await pool.query(
    `CREATE UNLOGGED TABLE proof_pattern AS
       SELECT p, (SELECT array_agg((30 + 20 * sin((m + p * 7) / 9.0) + 8 * random())::real ORDER BY m)
                    FROM generate_series(0, 59) m WHERE p = p) AS slots
         FROM generate_series(0, $1::int - 1) p`,
    [PATTERNS],
  );
  await pool.query('ALTER TABLE proof_pattern ADD PRIMARY KEY (p)');
  await writeMinutes(pool, first, last);
  await writeDays(pool, first, last);
  await pool.query('DROP TABLE proof_pattern');
  await pool.query('VACUUM (ANALYZE)');
  return ids;
}

async function writeResources(pool: Pool, { resources }: Fleet, now: number): Promise<void> {
  await pool.query(
    `INSERT INTO scope (id, name, regions, source, created_at, updated_at)
     VALUES ($1, 'proof', ARRAY['ap-northeast-2'], 'demo', to_timestamp($2), to_timestamp($2))`,
    [SCOPE, now / 1000],
  );
  await pool.query(
    `INSERT INTO resource (id, kind, name, arn, native_id, account_id, region, scope_id, parent_id, state, status, severity,
                           reasons, environment, tags, attributes, hash, content_hash, first_seen, last_seen, described_at)
     SELECT id, kind, name, 'arn:aws:proof:::' || id, name, '111122223333', 'ap-northeast-2', $1, parent, state,
            CASE WHEN n % 100 = 0 THEN 'warning' ELSE 'ok' END, CASE WHEN n % 100 = 0 THEN 2 ELSE 0 END,
            CASE WHEN n % 100 = 0 THEN jsonb_build_array(jsonb_build_object('code', 'cpu_high', 'status', 'warning',
              'message', 'CPU is high', 'text', jsonb_build_object('en', 'CPU is high', 'ko', 'CPU'),
              'since', to_char(to_timestamp($2) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))) ELSE '[]' END,
            'prod', '{}', attributes, id, id, to_timestamp($2) - interval '40 days', to_timestamp($2), to_timestamp($2)
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[])
         WITH ORDINALITY AS t(id, kind, name, parent, state, attributes, n)`,
    [
      SCOPE,
      now / 1000,
      resources.map((one) => one.id),
      resources.map((one) => one.kind),
      resources.map((one) => one.name),
      resources.map((one) => one.parentId),
      resources.map((one) => one.state),
      resources.map((one) => JSON.stringify(one.attributes)),
    ],
  );
}

async function writeSeries(pool: Pool, { series }: Fleet, now: number): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO series (resource_id, scope_id, region, namespace, metric, dimensions, stat, unit, period, created_at,
                         fetched_until, last_point_at)
     SELECT r, $1, 'ap-northeast-2', n, m, '', s, u, 60, to_timestamp($2) - interval '40 days', to_timestamp($2), to_timestamp($2)
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) AS t(r, n, m, s, u)
     RETURNING id`,
    [
      SCOPE,
      now / 1000,
      series.map((one) => one.resourceId),
      series.map((one) => one.namespace),
      series.map((one) => one.metric),
      series.map((one) => one.stat),
      series.map((one) => one.unit),
    ],
  );
  return rows.map((row) => row.id);
}

/** Up to the hour that is running: it is half full. */
async function writeMinutes(pool: Pool, first: number, last: number): Promise<void> {
  const week = 7 * 24 * HOUR;
  for (let from = first; from <= last; from += week) {
    await pool.query(
      `INSERT INTO metric_minutes (hour, series_id, period, slots)
       SELECT h, s.id, 60, p.slots
         FROM generate_series(to_timestamp($1), to_timestamp($2), interval '1 hour') WITH ORDINALITY AS t(h, n)
              CROSS JOIN (SELECT id FROM series ORDER BY id) s
              JOIN proof_pattern p ON p.p = (s.id * 31 + t.n) % ${PATTERNS}
        ORDER BY h, s.id`,
      [from / 1000, Math.min(from + week - HOUR, last) / 1000],
    );
  }
}

async function writeDays(pool: Pool, first: number, last: number): Promise<void> {
  await pool.query(
    `INSERT INTO metric_days (day, series_id, period, counts, sums, mins, maxs)
     SELECT d::date, s.id, 60, array_fill(60, ARRAY[24]), p.slots[1:24]::float8[], p.slots[1:24], p.slots[1:24]
       FROM generate_series(date_trunc('day', to_timestamp($1)), to_timestamp($2), interval '1 day') WITH ORDINALITY AS t(d, n)
            CROSS JOIN (SELECT id FROM series ORDER BY id) s
            JOIN proof_pattern p ON p.p = (s.id * 17 + t.n) % ${PATTERNS}
      ORDER BY d, s.id`,
    [first / 1000, last / 1000],
  );
}

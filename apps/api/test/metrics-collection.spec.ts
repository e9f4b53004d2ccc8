import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CollectionStatus, type MetricsAnswer } from '@danji/shared';
import { NOW } from './support/test-app.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';
import { compareWithTruth } from './support/true-points.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HISTORY_FROM = Math.floor(NOW / HOUR) * HOUR - 14 * DAY;

let world: MetricsWorld;
beforeAll(async () => {
  world = await startMetricsWorld();
  await world.sweep();
}, 60_000);
afterAll(() => world.close());

interface Totals {
  hours: number;
  points: number;
}
const minutesStored = async (): Promise<Totals> =>
  (
    await world.rows<Totals>(
      `SELECT count(*)::int AS hours, coalesce(sum((SELECT count(*) FROM unnest(slots) v WHERE v <> 'NaN')), 0)::int AS points
         FROM metric_minutes`,
    )
  )[0] as Totals;

describe('the first poll', () => {
  it('stores the newest half hour of every live series, exactly as published', async () => {
    const run = await world.collector().pollOnce(world.place);
    expect(run).toMatchObject({ job: 'metrics', status: 'ok', message: null });
    expect(run.items).toBeGreaterThan(30);
    const seen = await compareWithTruth(world, Math.floor(NOW / MINUTE) * MINUTE - 25 * MINUTE, NOW);
    expect(seen.wrong).toEqual([]);
    expect(seen.published).toBeGreaterThan(500);
  });

  it('is readable through /metrics/query', async () => {
    const [service] = await world.rows<{ id: string }>(
      `SELECT r.id FROM resource r JOIN series s ON s.resource_id = r.id
        WHERE r.kind = 'ecs_service' AND s.last_point_at IS NOT NULL LIMIT 1`,
    );
    const { body, status } = await world.app.get<MetricsAnswer>(
      `/metrics/query?resource=${service?.id}&metric=CPUUtilization&stat=Average&from=now-20m&to=now`,
    );
    expect(status).toBe(200);
    expect(body.series[0]?.values.filter((value) => value !== null).length).toBeGreaterThan(10);
  });

  it('finds two weeks unread for each series', async () => {
    const [gaps] = await world.rows<{ oldest: Date; newest: Date; series: number }>(
      'SELECT min(from_at) AS oldest, max(to_at) AS newest, count(DISTINCT series_id)::int AS series FROM metric_gap',
    );
    const [known] = await world.rows<{ series: number }>('SELECT count(*)::int AS series FROM series');
    expect(gaps?.oldest.getTime()).toBe(HISTORY_FROM);
    expect(gaps?.newest.getTime()).toBeLessThan(NOW);
    expect(gaps?.series).toBe(known?.series);
  });
});

describe('the back-fill', () => {
  it('goes on after it was cut off in the middle, newest first', async () => {
    const cut = new AbortController();
    const collector = world.collector();
    const listener = await world.app.database.pool.connect();
    listener.on('notification', () => cut.abort());
    await listener.query('LISTEN danji_changes');
    const { more } = await collector.backfillOnce(world.place, cut.signal);
    await listener.query('UNLISTEN *');
    listener.release();
    expect(more).toBe(true);
    const [progress] = await world.rows<{
      state: string;
      reached_back_to: Date;
      done: number;
      expected: number;
    }>(
      'SELECT state, reached_back_to, points_done::int AS done, points_expected::int AS expected FROM backfill_progress',
    );
    expect(progress?.state).toBe('running');
    expect(progress?.done).toBeGreaterThan(0);
    expect(progress?.done).toBeLessThan(progress?.expected ?? 0);
    const reached = progress?.reached_back_to.getTime() ?? 0;
    expect(reached).toBeLessThanOrEqual(NOW - 23 * HOUR);
    // Everything newer is there, and exact.
    expect((await compareWithTruth(world, reached, NOW - 10 * MINUTE)).wrong).toEqual([]);
  }, 60_000);

  it('fills the rest from what stands in the database, and says so', async () => {
    const { run, more } = await world.collector().backfillOnce(world.place);
    expect(more).toBe(false);
    expect(run).toMatchObject({ job: 'backfill', status: 'ok', message: null });
    expect(await world.rows('SELECT * FROM metric_gap')).toEqual([]);
    const status = CollectionStatus.parse((await world.app.get('/collection')).body);
    expect(status.backfill).toMatchObject({
      state: 'done',
      percent: 100,
      reachedBackTo: new Date(HISTORY_FROM).toISOString(),
    });
  }, 120_000);

  it('stored every point that was published, and no other', async () => {
    const seen = await compareWithTruth(world, HISTORY_FROM, NOW - 10 * MINUTE);
    expect(seen.wrong.slice(0, 5)).toEqual([]);
    expect(seen.stored).toBe(seen.published);
    expect(seen.published).toBeGreaterThan(50_000);
  }, 60_000);

  it('settled every old hour at once, from what is stored', async () => {
    const different = await world.rows(
      `WITH stored AS (
         SELECT series_id, hour, count(v)::int AS n, sum(v::float8) AS total, min(v) AS low, max(v) AS high
           FROM metric_minutes CROSS JOIN LATERAL unnest(slots) AS v
          WHERE v <> 'NaN' AND hour + interval '80 minutes' <= $1 GROUP BY series_id, hour),
       settled AS (
         SELECT series_id, (day + (i - 1) * interval '1 hour') AT TIME ZONE 'UTC' AS hour, n, sums[i] AS total, mins[i] AS low, maxs[i] AS high
           FROM metric_days CROSS JOIN LATERAL unnest(counts) WITH ORDINALITY AS c(n, i) WHERE n > 0)
       SELECT * FROM stored FULL JOIN settled USING (series_id, hour)
        WHERE stored.n IS DISTINCT FROM settled.n OR abs(stored.total - settled.total) > 1e-9 * abs(stored.total)
           OR stored.low IS DISTINCT FROM settled.low OR stored.high IS DISTINCT FROM settled.high LIMIT 5`,
      [new Date(NOW)],
    );
    expect(different).toEqual([]);
  });

  it('costs nothing once there is nothing left', async () => {
    const before = await minutesStored();
    expect(await world.collector().backfillOnce(world.place)).toMatchObject({
      more: false,
      run: { items: 0 },
    });
    expect(await minutesStored()).toEqual(before);
  });
});

describe('as time goes on', () => {
  it('adds what is new, and sends nothing that is known', async () => {
    const collector = world.collector();
    await collector.pollOnce(world.place);
    const before = await minutesStored();
    await collector.pollOnce(world.place);
    expect(await minutesStored()).toEqual(before);
    world.pass(5 * MINUTE);
    await collector.pollOnce(world.place);
    const after = await minutesStored();
    expect(after.points).toBeGreaterThan(before.points + 100);
    expect(await world.rows('SELECT 1 FROM metric_gap')).toEqual([]);
  });

  it('counts how late points are', async () => {
    const lags = await world.rows<{ namespace: string; buckets: number[] }>(
      'SELECT namespace, buckets FROM metric_lag',
    );
    expect(lags.map(({ namespace }) => namespace).sort()).toEqual(
      expect.arrayContaining(['AWS/ECS', 'AWS/RDS']),
    );
    for (const { buckets } of lags) expect(buckets.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  });

  it('settles hours as they come of age', async () => {
    const settledTo = async (): Promise<number> =>
      (
        await world.rows<{ hour: Date }>(
          `SELECT max((day + (i - 1) * interval '1 hour') AT TIME ZONE 'UTC') AS hour
             FROM metric_days CROSS JOIN LATERAL unnest(counts) WITH ORDINALITY AS c(n, i) WHERE n > 0`,
        )
      )[0]?.hour.getTime() ?? 0;
    const open = Math.floor(world.app.clock.at / HOUR) * HOUR;
    expect(await settledTo()).toBeLessThan(open);
    const collector = world.collector();
    for (let n = 0; n < 3; n += 1) {
      world.pass(20 * MINUTE);
      await collector.pollOnce(world.place);
    }
    const run = await collector.settleOnce(world.place);
    expect(run).toMatchObject({ job: 'settle', status: 'ok' });
    expect(await settledTo()).toBe(open);
    expect((await collector.settleOnce(world.place)).items).toBe(0);
  });

  it('finds the gap of an outage at the next start, and fills it', async () => {
    const from = world.app.clock.at;
    world.pass(3 * HOUR);
    await world.sweep();
    const collector = world.collector();
    await collector.pollOnce(world.place);
    const missing = await compareWithTruth(world, from, world.app.clock.at - 10 * MINUTE);
    expect(missing.wrong.length).toBeGreaterThan(1000);
    expect((await collector.backfillOnce(world.place)).more).toBe(false);
    const filled = await compareWithTruth(world, from - 6 * HOUR, world.app.clock.at - 10 * MINUTE);
    expect(filled.wrong.slice(0, 5)).toEqual([]);
    expect(filled.stored).toBe(filled.published);
  }, 60_000);
});

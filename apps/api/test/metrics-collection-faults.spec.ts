import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MetricSeries } from '@danji/aws-simulator';
import { METRIC_PRICES } from '@danji/shared';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';
import { compareWithTruth, regionOf } from './support/true-points.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const METRIC_DATA = { service: 'monitoring', operation: 'GetMetricData' };

let world: MetricsWorld;
/** An instance whose metrics are made to fail, as AWS names it. */
let instance: string;
/** Series that a poll asks. */
let live: number;
beforeAll(async () => {
  world = await startMetricsWorld();
  await world.sweep();
  // What publishes with traffic only is asked now and then: these specs count what is asked.
  await world.rows(`DELETE FROM resource WHERE kind IN ('load_balancer', 'target_group', 'canary', 'alarm')`);
  const first = await world.collector().pollOnce(world.place);
  live = first.items;
  const [row] = await world.rows<{ native_id: string }>(
    `SELECT native_id FROM resource WHERE kind = 'ec2_instance' AND state = 'running' ORDER BY native_id LIMIT 1`,
  );
  instance = row?.native_id as string;
}, 60_000);
afterEach(() => world.faults([]));
afterAll(() => world.close());

const wrongSince = async (from: number): Promise<string[]> =>
  (await compareWithTruth(world, from, world.app.clock.at - 12 * MINUTE)).wrong.slice(0, 5);
const watermarks = (condition: string): Promise<{ at: Date }[]> =>
  world.rows(
    `SELECT s.fetched_until AS at FROM series s JOIN resource r ON r.id = s.resource_id WHERE s.retired_at IS NULL AND ${condition}`,
  );
const state = async (): Promise<{ state: string; nextPollAt: string | null; estimate: object }> =>
  (await world.rows<{ value: never }>(`SELECT value FROM setting WHERE key = 'metrics.state'`))[0]
    ?.value as never;

describe('faults of single queries', () => {
  it('stores the others, names the culprit and reads it once it answers', async () => {
    world.pass(5 * MINUTE);
    const before = world.app.clock.at;
    world.faults([
      {
        match: { metric: 'DatabaseConnections' },
        effect: { kind: 'partialData', status: 'InternalError', fraction: 1 },
      },
    ]);
    const collector = world.collector();
    const run = await collector.pollOnce(world.place);
    expect(run.status).toBe('partial');
    expect(run.items).toBe(live - 2);
    expect(run.message).toMatch(/^incomplete: InternalError: AWS\/RDS DatabaseConnections Average of /);
    const [stuck] = await watermarks(`s.metric = 'DatabaseConnections'`);
    expect(stuck?.at.getTime()).toBeLessThan(before - 4 * MINUTE);
    world.faults([]);
    expect(await collector.pollOnce(world.place)).toMatchObject({ status: 'ok', items: live });
    expect(await wrongSince(before - 20 * MINUTE)).toEqual([]);
  });

  it('takes a refused metric as refused', async () => {
    world.pass(5 * MINUTE);
    world.faults([
      { match: { metric: 'NetworkIn' }, effect: { kind: 'partialData', status: 'Forbidden', fraction: 1 } },
    ]);
    const run = await world.collector().pollOnce(world.place);
    expect(run.status).toBe('partial');
    expect(run.message).toContain('forbidden');
    expect(run.message).toContain('NetworkIn');
  });

  it('merges split pages and partial answers without loss', async () => {
    world.pass(5 * MINUTE);
    const from = world.app.clock.at - 20 * MINUTE;
    world.faults([
      { match: {}, effect: { kind: 'splitPages', datapoints: 97 } },
      {
        match: { namespace: 'AWS/ECS' },
        effect: { kind: 'partialData', status: 'PartialData', fraction: 0.5 },
      },
    ]);
    expect(await world.collector().pollOnce(world.place)).toMatchObject({ status: 'ok', items: live });
    expect(await wrongSince(from)).toEqual([]);
  });
});

describe('faults of whole calls', () => {
  it('finds the resource that breaks its call, and reads everything else', async () => {
    world.pass(5 * MINUTE);
    const from = world.app.clock.at - 20 * MINUTE;
    world.faults([{ match: { ...METRIC_DATA, resource: instance }, effect: { kind: 'error', status: 500 } }]);
    const collector = world.collector();
    const run = await collector.pollOnce(world.place);
    const [own] = await world.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM series s JOIN resource r ON r.id = s.resource_id WHERE r.native_id = $1`,
      [instance],
    );
    expect(run.items).toBe(live - (own?.count ?? 0));
    expect(run.message).toContain('rejected');
    world.faults([]);
    expect(await collector.pollOnce(world.place)).toMatchObject({ status: 'ok', items: live });
    expect(await wrongSince(from)).toEqual([]);
  }, 60_000);

  it('names the permission that is missing, and goes on when it is given', async () => {
    world.pass(5 * MINUTE);
    const from = world.app.clock.at - 20 * MINUTE;
    world.faults([{ match: METRIC_DATA, effect: { kind: 'deny' } }]);
    const run = await world.collector().pollOnce(world.place);
    expect(run).toMatchObject({ status: 'failed', items: 0 });
    expect(run.message).toContain('cloudwatch:GetMetricData');
    expect(world.place.permissions.takeChanges()).toContainEqual(
      expect.objectContaining({ action: 'cloudwatch:GetMetricData', status: 'denied' }),
    );
    world.faults([]);
    world.pass(2 * MINUTE);
    expect((await world.collector().pollOnce(world.place)).status).toBe('ok');
    expect(await wrongSince(from)).toEqual([]);
  });

  it('counts throttling, and loses nothing by it', async () => {
    world.pass(5 * MINUTE);
    const from = world.app.clock.at - 20 * MINUTE;
    world.faults([{ match: METRIC_DATA, effect: { kind: 'throttle' } }]);
    const run = await world.collector().pollOnce(world.place);
    expect(run).toMatchObject({ status: 'failed', items: 0 });
    expect(run.throttled).toBeGreaterThan(0);
    world.faults([]);
    expect((await world.collector().pollOnce(world.place)).status).toBe('ok');
    expect(await wrongSince(from)).toEqual([]);
  }, 60_000);
});

describe('values', () => {
  const connections = (): MetricSeries & { overrides?: object[] } =>
    regionOf(world)
      .metricSeries()
      .find(({ metricName }) => metricName === 'DatabaseConnections') as MetricSeries;
  const override = (kind: string, value: number): void => {
    const now = world.app.clock.at;
    connections().overrides = [{ from: now - 12 * MINUTE, to: now, kind, value, maximumOnly: false }];
  };
  const stored = async (): Promise<number> =>
    (
      await world.rows<{ points: number }>(
        `SELECT count(v)::int AS points FROM metric_minutes m JOIN series s ON s.id = m.series_id
           CROSS JOIN LATERAL unnest(m.slots) AS v
          WHERE s.metric = 'DatabaseConnections' AND s.stat = 'Average' AND v <> 'NaN'`,
      )
    )[0]?.points ?? 0;
  afterEach(() => {
    connections().overrides = [];
  });

  it('refuses by name what float32 cannot hold, and stores the rest', async () => {
    world.pass(15 * MINUTE);
    override('value', 1e39);
    const run = await world.collector().pollOnce(world.place);
    expect(run).toMatchObject({ status: 'partial', items: live });
    expect(run.message).toMatch(
      /outside float32 refused: AWS\/RDS DatabaseConnections Average of .+ \(\d+\)/,
    );
    connections().overrides = [];
    await world.collector().pollOnce(world.place);
  });

  it('replaces a revised point, and never erases one that is gone', async () => {
    const collector = world.collector();
    await collector.pollOnce(world.place);
    const before = await stored();
    override('value', 77);
    await collector.pollOnce(world.place);
    const [revised] = await world.rows<{ points: number }>(
      `SELECT count(v)::int AS points FROM metric_minutes m JOIN series s ON s.id = m.series_id
         CROSS JOIN LATERAL unnest(m.slots) AS v WHERE s.metric = 'DatabaseConnections' AND v = 77`,
    );
    expect(revised?.points).toBeGreaterThan(0);
    override('gap', 0);
    await collector.pollOnce(world.place);
    expect(await stored()).toBe(before);
  });
});

describe('late points', () => {
  it('finds each of them within a day, and settles its hour again', async () => {
    const from = world.app.clock.at;
    const collector = world.collector();
    world.faults([{ match: { namespace: 'AWS/RDS' }, effect: { kind: 'latePoints', seconds: 3 * 3600 } }]);
    for (let n = 0; n < 3; n += 1) {
      world.pass(40 * MINUTE);
      await collector.pollOnce(world.place);
      await collector.backfillOnce(world.place);
    }
    const to = world.app.clock.at - HOUR;
    await collector.settleOnce(world.place);
    world.faults([]);
    expect((await compareWithTruth(world, from, to)).wrong.length).toBeGreaterThan(500);
    for (let hour = 0; hour < 24; hour += 1) {
      expect((await collector.rereadOnce(world.place)).status).toBe('ok');
      world.pass(HOUR);
    }
    expect((await compareWithTruth(world, from, to)).wrong.slice(0, 5)).toEqual([]);
    const [unsettled] = await world.rows<{ points: number }>(
      `SELECT (SELECT sum(n) FROM (SELECT count(v) AS n FROM metric_minutes m CROSS JOIN LATERAL unnest(m.slots) v
                WHERE v <> 'NaN' AND m.hour = $1) minutes)::int -
              (SELECT sum(counts[$2]) FROM metric_days WHERE day = $3)::int AS points`,
      [
        new Date(Math.floor(from / HOUR) * HOUR),
        new Date(from).getUTCHours() + 1,
        new Date(from).toISOString().slice(0, 10),
      ],
    );
    expect(unsettled?.points).toBe(0);
  }, 60_000);
});

describe('resources that come and go', () => {
  const setState = (to: string): Promise<unknown[]> =>
    world.rows(`UPDATE resource SET state = $1 WHERE native_id = $2`, [to, instance]);
  const retired = async (): Promise<number> =>
    (
      await world.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM series s JOIN resource r ON r.id = s.resource_id
          WHERE r.native_id = $1 AND s.retired_at IS NOT NULL`,
        [instance],
      )
    )[0]?.count ?? 0;

  it('asks a metric that never answers once a day, when its past was read', async () => {
    const collector = world.collector();
    await collector.pollOnce(world.place);
    await collector.backfillOnce(world.place);
    const silent = await world.rows<{ metric: string }>(
      'SELECT metric FROM series WHERE last_point_at IS NULL AND retired_at IS NULL',
    );
    expect(silent.map(({ metric }) => metric)).toContain('OldestReplicationSlotLag');
    world.pass(24 * HOUR);
    expect((await collector.pollOnce(world.place)).items).toBe(live);
    await collector.backfillOnce(world.place);
    live -= silent.length;
    expect((await collector.pollOnce(world.place)).items).toBe(live);
  }, 60_000);

  it('leaves a stopped instance alone after its last points, and reads its sleep when it wakes', async () => {
    const collector = world.collector();
    await collector.pollOnce(world.place);
    await collector.backfillOnce(world.place);
    await setState('stopped');
    const from = world.app.clock.at;
    expect((await collector.pollOnce(world.place)).items).toBe(live);
    const own = await retired();
    expect(own).toBeGreaterThan(5);
    world.pass(31 * MINUTE);
    expect((await collector.pollOnce(world.place)).items).toBe(live - own);
    world.pass(HOUR);
    await setState('running');
    expect((await collector.pollOnce(world.place)).items).toBe(live);
    expect(await retired()).toBe(0);
    await collector.backfillOnce(world.place);
    expect(await wrongSince(from)).toEqual([]);
  }, 60_000);
});

describe('money', () => {
  const calls = async (): Promise<number> => {
    await world.usage.flush(world.app.database.pool);
    const [row] = await world.rows<{ calls: number }>(
      `SELECT coalesce(sum(calls), 0)::int AS calls FROM api_usage WHERE api = 'cloudwatch:GetMetricData'`,
    );
    return row?.calls ?? 0;
  };

  it('asks for nothing in an account until its price is accepted', async () => {
    const before = await calls();
    const collector = world.collector({ mode: 'aws' });
    const run = await collector.pollOnce(world.place);
    expect(run).toMatchObject({ status: 'ok', items: 0 });
    expect(run.message).toContain('accepted');
    expect((await collector.backfillOnce(world.place)).more).toBe(false);
    expect((await collector.rereadOnce(world.place)).items).toBe(0);
    // The one that never answers counts for two more hours.
    const polled = { asymmetricMatch: (count: unknown) => count === live || count === live + 1 };
    expect(await calls()).toBe(before);
    expect(await state()).toMatchObject({
      state: 'waiting_for_acceptance',
      nextPollAt: null,
      estimate: { series: polled, monthUsd: { high: expect.any(Number) } },
    });
    await world.rows(`INSERT INTO setting (key, value, updated_at) VALUES ('metrics.accepted', '{}', now())`);
    expect((await collector.pollOnce(world.place)).items).toBe(live);
    expect(await state()).toMatchObject({ state: 'running' });
    await world.rows(`DELETE FROM setting WHERE key = 'metrics.accepted'`);
  });

  it('counts what it asks: every statistic at most, every metric at least', async () => {
    await world.usage.flush(world.app.database.pool);
    await world.rows('DELETE FROM api_usage');
    await world.collector().pollOnce(world.place);
    await world.usage.flush(world.app.database.pool);
    const [usage] = await world.rows<{ high: number; low: number }>(
      `SELECT metrics_requested::int AS high, metrics_low::int AS low FROM api_usage WHERE api = 'cloudwatch:GetMetricData'`,
    );
    const [metrics] = await world.rows<{ count: number }>(
      `SELECT count(DISTINCT (resource_id, metric))::int AS count FROM series
        WHERE retired_at IS NULL AND last_point_at IS NOT NULL`,
    );
    expect(usage).toEqual({ high: live, low: metrics?.count });
  });

  it('stops at the cap and says so', async () => {
    // One poll is spent; the cap pays for half of another.
    const capUsd = live * METRIC_PRICES.perMetricRequested * 1.5;
    const run = await world.collector({ budgetUsd: capUsd }).pollOnce(world.place);
    expect(run.items).toBeLessThan(live);
    expect(run.message).toContain('DANJI_BUDGET_USD');
    await world.usage.flush(world.app.database.pool);
    const [spent] = await world.rows<{ usd: number }>(
      `SELECT sum(metrics_requested)::float8 * $1 AS usd FROM api_usage`,
      [METRIC_PRICES.perMetricRequested],
    );
    expect(spent?.usd).toBeLessThanOrEqual(capUsd);
    expect(await state()).toMatchObject({ state: 'stopped_by_budget', nextPollAt: null });
    expect((await world.collector({ budgetUsd: capUsd * 3 }).pollOnce(world.place)).items).toBe(live);
  });

  it('makes free calls only when there is no budget', async () => {
    const before = await calls();
    await world.collector({ budgetUsd: 0 }).pollOnce(world.place);
    expect(await calls()).toBe(before);
    expect(await state()).toMatchObject({ state: 'free_only' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AWS_ACTIONS,
  CollectionCompleteness,
  CollectionCost,
  CollectionPermissions,
  CollectionStatus,
  HealthReady,
  Problem,
  ScopeList,
} from '@danji/shared';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { insert, insertScope, minutesAgo } from './support/rows.js';

const HOUR = 3_600_000;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ mode: 'aws' });
});
afterAll(() => app.close());

async function run(minutes: number, row: Record<string, unknown> = {}): Promise<void> {
  await insert(app.database.pool, 'collection_run', {
    scope_id: 'scope-main',
    region: 'ap-northeast-2',
    job: 'inventory',
    started_at: minutesAgo(minutes + 0.05),
    finished_at: minutesAgo(minutes),
    status: 'ok',
    items: 30,
    ...row,
  });
}

describe('before anything was collected', () => {
  it('lives, is not ready, and knows nothing', async () => {
    expect((await app.get('/health/live')).body).toEqual({ status: 'ok' });
    expect(HealthReady.parse((await app.get('/health/ready')).body)).toMatchObject({
      status: 'degraded',
      database: 'ok',
      queue: 'unavailable',
      lastCollectionAt: null,
    });
    const status = CollectionStatus.parse((await app.get('/collection')).body);
    expect(status).toMatchObject({
      metrics: { state: 'waiting_for_acceptance', estimate: null, lastPointAt: null },
      backfill: { state: 'waiting', percent: 0, etaSeconds: null },
      scopes: [],
    });
    expect(CollectionCost.parse((await app.get('/collection/cost')).body).monthToDateUsd).toEqual({
      low: 0,
      high: 0,
    });
  });
});

describe('while collecting', () => {
  beforeAll(async () => {
    const { pool } = app.database;
    await insertScope(pool, { regions: ['ap-northeast-2', 'us-east-1'] });
    for (const minutes of [0.5, 20, 59]) await run(minutes);
    await run(10, { status: 'failed', message: 'AccessDenied' });
    await run(70, { throttled: 9 });
    await run(2, { job: 'metrics', status: 'partial', throttled: 3 });
    await pool.query('CREATE SCHEMA pgboss; CREATE TABLE pgboss.job (id int)');
    await insert(pool, 'backfill_progress', {
      scope_id: 'scope-main',
      region: 'ap-northeast-2',
      state: 'running',
      started_at: minutesAgo(3),
      updated_at: minutesAgo(0),
      from_at: minutesAgo(20_160),
      reached_back_to: minutesAgo(5000),
      points_expected: 1000,
      points_done: 250,
      points_stored: 240,
      active_seconds: 50,
    });
    await insert(pool, 'setting', {
      key: 'metrics.state',
      value: {
        state: 'running',
        estimate: { backfillUsd: { low: 1, high: 2 }, monthUsd: { low: 10, high: 20 }, series: 40 },
        nextPollAt: minutesAgo(-1).toISOString(),
      },
      updated_at: minutesAgo(1),
    });
  });

  it('says of each job when it last ran and how often it failed in the last hour', async () => {
    const { body, queries } = await app.get('/collection');
    const status = CollectionStatus.parse(body);
    expect(status.scopes.map(({ region, state }) => [region, state])).toEqual([
      ['ap-northeast-2', 'partial'],
      ['us-east-1', 'unknown'],
    ]);
    expect(status.scopes[0]?.jobs).toEqual([
      {
        job: 'inventory',
        lastAt: minutesAgo(0.5).toISOString(),
        lastGoodAt: minutesAgo(0.5).toISOString(),
        lastStatus: 'ok',
        seconds: 3,
        items: 30,
        message: null,
        runsLastHour: 4,
        failedLastHour: 1,
        throttledLastHour: 0,
      },
      expect.objectContaining({ job: 'metrics', lastStatus: 'partial', throttledLastHour: 3 }),
    ]);
    expect(status.backfill).toMatchObject({
      state: 'running',
      percent: 25,
      etaSeconds: 150,
      reachedBackTo: minutesAgo(5000).toISOString(),
    });
    expect(status.metrics).toMatchObject({ state: 'running', nextPollAt: minutesAgo(-1).toISOString() });
    expect(queries).toHaveLength(5);
    expect(HealthReady.parse((await app.get('/health/ready')).body)).toMatchObject({
      status: 'ok',
      lastCollectionAt: minutesAgo(0.5).toISOString(),
    });
  });

  it('says that a place cannot be read when its sweeps fail or stay away, and since when', async () => {
    let notes: string[] = [];
    const place = async (): Promise<unknown[]> => {
      const status = CollectionStatus.parse((await app.get('/collection')).body);
      const [main] = status.scopes;
      notes = status.notes.map(({ en }) => en);
      return [main?.state, main?.jobs[0]?.lastAt, main?.jobs[0]?.lastGoodAt];
    };
    const good = minutesAgo(0.5).toISOString();
    const now = app.clock.at;
    app.clock.at = now + 89_000;
    expect(await place()).toEqual(['partial', good, good]);
    app.clock.at = now + 91_000;
    expect(await place()).toEqual(['failing', good, good]);
    expect(notes.at(-1)).toMatch(/cannot be read: AWS does not answer, or the worker does not run\./);
    app.clock.at = now;
    await run(0.25, { status: 'failed', message: 'AccessDenied' });
    expect(await place()).toEqual(['failing', minutesAgo(0.25).toISOString(), good]);
    expect(notes.at(-1)).toMatch(/cannot be read: AccessDenied$/);
    await app.database.pool.query('DELETE FROM collection_run WHERE finished_at = $1', [minutesAgo(0.25)]);
  });

  it('prices what was asked this month, and forecasts by the usual hour', async () => {
    const { pool } = app.database;
    const usage = (hour: number, metrics: number, row: Record<string, unknown> = {}) =>
      insert(pool, 'api_usage', {
        scope_id: 'scope-main',
        region: 'ap-northeast-2',
        hour: new Date(hour),
        api: 'cloudwatch:GetMetricData',
        calls: 10,
        metrics_low: metrics / 2,
        metrics_requested: metrics,
        errors: 1,
        throttles: 2,
        ...row,
      });
    const thisHour = Math.floor(NOW / HOUR) * HOUR;
    // A back-fill of a million metrics, then two ordinary hours; October and the running hour set no price.
    await usage(thisHour - 3 * HOUR, 1_000_000);
    await usage(thisHour - 2 * HOUR, 10_000);
    await usage(thisHour - HOUR, 10_000);
    await usage(thisHour, 400);
    await usage(Date.UTC(2026, 9, 31, 23), 5_000_000);
    await usage(thisHour, 0, { api: 'ecs:ListTasks', calls: 500 });
    const cost = CollectionCost.parse((await app.get('/collection/cost')).body);
    expect(cost.monthToDateUsd.high).toBeCloseTo(10.204, 6);
    expect(cost.monthToDateUsd.low).toBeCloseTo(5.102, 6);
    const left = (Date.UTC(2026, 11, 1) - NOW) / HOUR;
    expect(cost.forecastUsd.high).toBeCloseTo(10.204 + left * 0.1, 6);
    expect(cost.byApi.map(({ api, calls, throttles }) => [api, calls, throttles])).toEqual([
      ['cloudwatch:GetMetricData', 40, 8],
      ['ecs:ListTasks', 500, 2],
    ]);
    expect(cost.perHour.t).toHaveLength(24);
    expect(cost.perHour.metricsRequested.slice(-4)).toEqual([1_000_000, 10_000, 10_000, 400]);
    expect(cost.perHour.calls.at(-1)).toBe(510);
  });

  it('lists every action in every place with what is lost without it', async () => {
    await insert(app.database.pool, 'permission', {
      scope_id: 'scope-main',
      region: 'us-east-1',
      action: 'logs:FilterLogEvents',
      status: 'denied',
      message: 'not authorized',
      checked_at: minutesAgo(3),
    });
    const { items } = CollectionPermissions.parse((await app.get('/collection/permissions')).body);
    // Those of the event queue are asked for where there is one.
    const asked = AWS_ACTIONS.filter(({ action }) => !action.startsWith('sqs:'));
    expect(items).toHaveLength(2 * asked.length);
    expect(items.filter((item) => item.status === 'denied')).toEqual([
      {
        scope: 'main',
        region: 'us-east-1',
        action: 'logs:FilterLogEvents',
        status: 'denied',
        affects: [{ en: 'Logs', ko: '로그' }],
        message: 'not authorized',
        checkedAt: minutesAgo(3).toISOString(),
      },
    ]);
  });

  it('says how much is stored of what was published, and how late it came', async () => {
    const { pool } = app.database;
    const { rows } = await pool.query<{ id: number }>(
      `INSERT INTO series (resource_id, scope_id, region, namespace, metric, dimensions, stat, unit, period, created_at)
       VALUES ('svc-x', 'scope-main', 'ap-northeast-2', 'AWS/ECS', 'CPUUtilization', '', 'Average', 'Percent', 60, now()) RETURNING id`,
    );
    const id = rows[0]?.id;
    const counts = Array.from({ length: 24 }, (_h, h) => (h < 4 ? 60 : 0));
    const nothing = Array.from({ length: 24 }, () => NaN);
    await pool.query(
      'INSERT INTO metric_days VALUES ($1, $2, 60, $3, $4::float8[], $5::real[], $5::real[])',
      ['2026-11-23', id, counts, nothing, nothing],
    );
    await insert(pool, 'metric_gap', {
      series_id: id,
      from_at: new Date(Date.UTC(2026, 10, 22, 23)),
      to_at: new Date(Date.UTC(2026, 10, 23, 0, 30)),
      scope_id: 'scope-main',
      region: 'ap-northeast-2',
      period: 60,
    });
    const buckets = Array.from({ length: 18 }, (_b, i) => (i === 5 ? 90 : i === 8 ? 10 : 0));
    await insert(pool, 'metric_lag', {
      scope_id: 'scope-main',
      region: 'ap-northeast-2',
      namespace: 'AWS/ECS',
      hour: new Date(Date.UTC(2026, 10, 23, 2)),
      buckets,
    });
    const read = async (query: string) =>
      CollectionCompleteness.parse((await app.get(`/collection/completeness?${query}`)).body);
    expect((await read('from=2026-11-23T00:00:00Z')).items).toEqual([
      {
        scope: 'main',
        region: 'ap-northeast-2',
        namespace: 'AWS/ECS',
        expected: 270,
        stored: 240,
        percent: (100 * 240) / 270,
        lagSeconds: { p50: 120, p95: 240 },
      },
    ]);
    expect((await read('from=2026-11-22T00:00:00Z&to=2026-11-23T02:00:00Z')).items[0]).toMatchObject({
      stored: 120,
      expected: 210,
    });
  });

  it('lists the scopes', async () => {
    expect(ScopeList.parse((await app.get('/scopes')).body)).toMatchObject({
      total: 1,
      items: [{ id: 'scope-main', alias: 'commerce', source: 'demo', state: 'ok' }],
    });
  });
});

describe('accepting the price', () => {
  it('is kept for the worker', async () => {
    const { status } = await app.post('/collection/accept-cost', { monthUsd: 20, backfillUsd: 2 });
    expect(status).toBe(200);
    const { rows } = await app.database.pool.query<{ value: unknown }>(
      "SELECT value FROM setting WHERE key = 'metrics.accepted'",
    );
    expect(rows[0]?.value).toEqual({
      at: new Date(NOW).toISOString(),
      by: 'local',
      monthUsd: 20,
      backfillUsd: 2,
    });
  });

  it('does not hold for a price that has risen since', async () => {
    const { status, body } = await app.post('/collection/accept-cost', { monthUsd: 19, backfillUsd: 2 });
    expect(status).toBe(409);
    expect(Problem.parse(body)).toMatchObject({
      code: 'CONFLICT',
      detail: expect.stringContaining('$20.00'),
      current: { mode: 'aws' },
    });
  });

  it('is a number that is not below zero', async () => {
    const { body } = await app.post('/collection/accept-cost', { monthUsd: -1, backfillUsd: 'x' });
    expect(Problem.parse(body).errors?.map((error) => error.field)).toEqual(['monthUsd', 'backfillUsd']);
  });
});

describe('when the database is gone', () => {
  it('says so, and is alive all the same', async () => {
    const lonely = await startTestApp();
    await lonely.database.pool.end();
    const ready = await lonely.get('/health/ready');
    expect(ready.status).toBe(503);
    expect(HealthReady.parse(ready.body)).toMatchObject({ status: 'unavailable', database: 'unavailable' });
    expect((await lonely.get('/health/live')).status).toBe(200);
    await lonely.nest.close();
  });
});

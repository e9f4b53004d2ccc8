import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CatalogueAnswer, MetricsAnswer, Problem } from '@danji/shared';
import { settleHour } from '@danji/analysis';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insertResource, insertScope, insertSeries } from './support/rows.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const THIS_HOUR = Math.floor(NOW / HOUR) * HOUR;
const SERVICE = idOf('ecs_service', 1);
const QUIET = idOf('ecs_service', 2);
const INSTANCE = idOf('ec2_instance', 1);
const DATABASE = idOf('rds_instance', 1);

/** The truth of the CPU series: a value for every minute up to two minutes ago, but a hole of ten minutes. */
const HOLE = [Date.UTC(2026, 10, 23, 4, 20), Date.UTC(2026, 10, 23, 4, 30)] as const;
const SPIKE = Date.UTC(2026, 10, 23, 3, 7);
function cpuAt(minute: number): number | null {
  if (minute > NOW - 120_000 || (minute >= HOLE[0] && minute < HOLE[1])) return null;
  if (minute === SPIKE) return 99.7;
  return Math.fround(40 + 20 * Math.sin(minute / 4_000_000));
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_service', 1);
  await insertResource(pool, 'ecs_service', 2);
  await insertResource(pool, 'ec2_instance', 1);
  await insertResource(pool, 'rds_instance', 1);
  const hours = Array.from({ length: 3 * 24 + 6 }, (_h, i) => THIS_HOUR - i * HOUR);
  const cpu = await insertSeries(pool, { resource: SERVICE, metric: 'CPUUtilization' }, hours, cpuAt);
  await settle(cpu, 60, hours.slice(1), cpuAt);
  await insertSeries(
    pool,
    {
      resource: SERVICE,
      metric: 'disk_used_percent',
      namespace: 'CWAgent',
      dimensions: 'fstype=xfs,path=/data',
    },
    [THIS_HOUR],
    () => 71,
  );
  const fiveMinutes = (minute: number): number | null =>
    minute % 300_000 === 0 && minute < NOW - 600_000 ? 6000 : null;
  await insertSeries(
    pool,
    { resource: INSTANCE, metric: 'NetworkIn', stat: 'Sum', namespace: 'AWS/EC2', period: 300 },
    [THIS_HOUR],
    fiveMinutes,
  );
  await insertSeries(
    pool,
    { resource: DATABASE, metric: 'ReplicaLag', stat: 'Average', namespace: 'AWS/RDS' },
    [],
    () => null,
  );
});
afterAll(() => app.close());

/** Writes metric_days as the collector does when an hour settles. */
async function settle(
  id: number,
  period: number,
  hours: readonly number[],
  valueAt: (minute: number) => number | null,
): Promise<void> {
  for (const day of new Set(hours.map((hour) => Math.floor(hour / DAY) * DAY))) {
    const summaries = Array.from({ length: 24 }, (_h, h) => {
      const hour = day + h * HOUR;
      const slots = Array.from({ length: 60 }, (_s, s) =>
        hours.includes(hour) ? (valueAt(hour + s * 60_000) ?? NaN) : NaN,
      );
      return settleHour(slots);
    });
    await app.database.pool.query('INSERT INTO metric_days VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      new Date(day).toISOString().slice(0, 10),
      id,
      period,
      summaries.map((s) => s.count),
      summaries.map((s) => s.sum),
      summaries.map((s) => s.min),
      summaries.map((s) => s.max),
    ]);
  }
}

async function query(parameters: string): Promise<MetricsAnswer> {
  const { body } = await app.get(`/metrics/query?${parameters}`);
  return MetricsAnswer.parse(body);
}

describe('a query at one minute', () => {
  it('answers every stored datapoint to float32 precision, and null where there is none', async () => {
    const from = THIS_HOUR - 3 * HOUR;
    const answer = await query(
      `resource=${SERVICE}&metric=CPUUtilization&from=${new Date(from).toISOString()}&points=300`,
    );
    expect(answer.step).toBe(60);
    const [series] = answer.series;
    answer.t.forEach((t, i) => {
      const truth = cpuAt(Date.parse(t));
      const got = series?.values[i] ?? null;
      expect(got === null ? null : Math.fround(got)).toBe(truth === null ? null : Math.fround(truth));
    });
    expect(answer.t).toHaveLength(211);
    expect(series).toMatchObject({
      unit: 'percent',
      per: null,
      method: 'as stored',
      period: 60,
      status: 'ok',
    });
  });

  it('says how many of the last values may still change', async () => {
    const [series] = (await query(`resource=${SERVICE}&metric=CPUUtilization&from=now-30m`)).series;
    // Settled are the whole minutes up to 10 minutes ago, 14:20:20: the last ends at 14:20.
    expect(series?.provisional).toBe(11);
    expect(series?.lastAt).toBe(new Date(NOW - 120_000).toISOString());
  });
});

describe('a query over longer buckets', () => {
  it('keeps a peak of one minute in the envelope of two days', async () => {
    const answer = await query(`resource=${SERVICE}&metric=CPUUtilization&from=now-2d&points=60`);
    expect(answer.step).toBe(3600);
    const [series] = answer.series;
    const at = answer.t.findIndex((t) => SPIKE - Date.parse(t) < HOUR);
    expect(Math.fround(series?.max[at] ?? 0)).toBe(Math.fround(99.7));
    expect(series?.values[at]).toBeLessThan(70);
    expect(series?.method).toBe('mean of averages');
  });

  it('fills hours that are not settled yet from their minutes', async () => {
    const answer = await query(`resource=${SERVICE}&metric=CPUUtilization&from=now-2d&points=60`);
    const minutes = Array.from({ length: 60 }, (_m, i) => cpuAt(THIS_HOUR + i * 60_000)).filter(
      (v) => v !== null,
    );
    const mean = minutes.reduce((sum, v) => sum + v, 0) / minutes.length;
    expect(answer.series[0]?.values.at(-1)).toBeCloseTo(mean, 4);
  });

  it('aligns days to the zone that was asked for', async () => {
    const seoul = await query(`resource=${SERVICE}&metric=CPUUtilization&from=now-3d&points=4&tz=Asia/Seoul`);
    expect(seoul.step).toBe(86_400);
    expect(seoul.t.every((t) => t.endsWith('T15:00:00.000Z'))).toBe(true);
    const utc = await query(`resource=${SERVICE}&metric=CPUUtilization&from=now-3d&points=4&tz=UTC`);
    expect(utc.t.every((t) => t.endsWith('T00:00:00.000Z'))).toBe(true);
    const india = await query(
      `resource=${SERVICE}&metric=CPUUtilization&from=now-3d&points=4&tz=Asia/Kolkata`,
    );
    expect(india.notes).toEqual([expect.stringContaining('Asia/Kolkata')]);
  });

  it('adds totals up and says over how many seconds they count', async () => {
    const answer = await query(
      `resource=${INSTANCE}&metric=NetworkIn&stat=Sum&from=2026-11-23T05:00:00Z&to=2026-11-23T05:15:00Z&points=1`,
    );
    expect(answer.step).toBe(900);
    const [series] = answer.series;
    expect(series).toMatchObject({ unit: 'bytes', per: 900, period: 300, method: 'sum of 300 s values' });
    expect(series?.values[0]).toBe(18_000);
    expect(series?.max[0]).toBe(6000);
  });
});

describe('what a series is', () => {
  it('can be named with its namespace and further dimensions', async () => {
    const name = encodeURIComponent('CWAgent/disk_used_percent{path=/data,fstype=xfs}');
    const answer = await query(`resource=${SERVICE}&metric=${name},AWS/ECS/CPUUtilization&from=now-1h`);
    expect(answer.series.map(({ metric, status }) => [metric, status])).toEqual([
      ['CWAgent/disk_used_percent{path=/data,fstype=xfs}', 'ok'],
      ['AWS/ECS/CPUUtilization', 'ok'],
    ]);
    expect(answer.series[0]?.values.find((v) => v !== null)).toBe(71);
  });

  it('tells no data, not collected and no such resource apart', async () => {
    const { body } = await app.post('/metrics/query', {
      from: 'now-1h',
      queries: [
        { id: 'a', resource: SERVICE, metric: 'CPUUtilization' },
        { id: 'b', resource: DATABASE, metric: 'ReplicaLag' },
        { id: 'c', resource: QUIET, metric: 'CPUUtilization' },
        { id: 'd', resource: idOf('ecs_service', 99), metric: 'CPUUtilization' },
        { id: 'e', resource: SERVICE, metric: 'Happiness' },
      ],
    });
    const answer = MetricsAnswer.parse(body);
    expect(
      answer.series.map(({ id, status, period, provisional }) => [id, status, period, provisional > 0]),
    ).toEqual([
      ['a', 'ok', 60, true],
      ['b', 'empty', 60, true],
      ['c', 'not_collected', null, false],
      ['d', 'unknown_resource', null, false],
      ['e', 'not_collected', null, false],
    ]);
    expect(answer.notes).toEqual([expect.stringContaining('Happiness')]);
    expect(answer.series.every((series) => series.values.length === answer.t.length)).toBe(true);
  });
});

describe('how much is asked at once', () => {
  it('is at most 100 series by parameters and 500 by body', async () => {
    const stats = [
      'Average',
      'Maximum',
      'Minimum',
      'Sum',
      ...Array.from({ length: 97 }, (_p, i) => `p${i + 1}`),
    ];
    const { status, body } = await app.get(
      `/metrics/query?resource=${SERVICE}&metric=CPUUtilization&stat=${stats.join(',')}&from=now-1h`,
    );
    expect(status).toBe(400);
    expect(Problem.parse(body)).toMatchObject({
      code: 'TOO_MANY_SERIES',
      detail: expect.stringContaining('101 series'),
    });
    const queries = Array.from({ length: 501 }, (_q, i) => ({
      id: String(i),
      resource: SERVICE,
      metric: 'CPUUtilization',
    }));
    const refused = await app.post('/metrics/query', { from: 'now-1h', queries });
    expect(Problem.parse(refused.body).errors?.[0]?.field).toBe('queries');
  });

  it('needs two statements for any number of series, and names its hours one by one', async () => {
    const queries = Array.from({ length: 200 }, (_q, i) => ({
      id: String(i),
      resource: SERVICE,
      metric: 'CPUUtilization',
    }));
    const { queries: statements } = await app.post('/metrics/query', { from: 'now-3h', queries });
    expect(statements).toHaveLength(2);
    expect(statements[1]).toMatch(/hour = ANY\(\$1/);
    expect(statements.join(' ')).not.toMatch(/hour (>|<|BETWEEN)/);
  });

  it('reads only the days where a bucket is an hour or longer, but for the last hours', async () => {
    const { queries } = await app.get(
      `/metrics/query?resource=${SERVICE}&metric=CPUUtilization&from=now-14d&to=now-5d&points=300`,
    );
    expect(queries.filter((text) => text.includes('metric_days'))).toHaveLength(1);
    expect(queries.filter((text) => text.includes('metric_minutes'))).toHaveLength(0);
  });

  it('finds its hours by the key', async () => {
    const { rows } = await app.database.pool.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT slots FROM metric_minutes WHERE hour = ANY($1::timestamptz[]) AND series_id = ANY($2::int[])`,
      [
        [new Date(THIS_HOUR), new Date(THIS_HOUR - HOUR)],
        [1, 2],
      ],
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/metric_minutes_\d{4}w\d\d_pkey/);
    expect(plan).not.toContain('Seq Scan');
  });
});

describe('the catalogue', () => {
  it('says what a resource could have, has, and costs', async () => {
    const { body } = await app.get(`/metrics/catalogue?resource=${SERVICE}`);
    const { items } = CatalogueAnswer.parse(body);
    const byName = new Map(items.map((item) => [item.metric, item]));
    expect(byName.get('CPUUtilization')).toMatchObject({
      collected: true,
      unit: 'percent',
      kind: 'ecs_service',
    });
    expect(byName.get('MemoryUtilization')).toMatchObject({ collected: false });
    // 730 h of 60 polls at 0.01 USD per 1,000 metrics: 0.438 USD a month for one metric.
    expect(byName.get('LiveTaskCount')?.monthlyUsd).toEqual({
      low: expect.closeTo(0.438, 9),
      high: expect.closeTo(0.438, 9),
    });
    expect(byName.get('CPUUtilization')?.monthlyUsd?.high).toBeCloseTo(0.876, 9);
  });
});

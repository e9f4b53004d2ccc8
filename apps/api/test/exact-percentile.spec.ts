import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CollectionCost, ExactAnswer, METRIC_PRICES, MetricCatalogue, type Problem } from '@danji/shared';
import type { MetricSeries } from '@danji/aws-simulator';
import type { Config } from '../src/config/index.js';
import { LOCAL_CONTEXT } from '../src/http/actor.decorator.js';
import { InteractivePlaces } from '../src/interactive-aws/index.js';
import { AskCloudWatch } from '../src/metrics/ask-cloudwatch.js';
import { MetricRepository } from '../src/metrics/metric.repository.js';
import { QueryExact } from '../src/metrics/query-exact.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';
import { idOf } from './support/rows.js';
import { TEST_CONFIG } from './support/test-app.js';
import { regionOf } from './support/true-points.js';

const MINUTE = 60_000;
const METRIC = 'TargetResponseTime';
const ACTION = 'cloudwatch:GetMetricStatistics';

let world: MetricsWorld;
let exact: QueryExact;
let group: { id: string; series: MetricSeries };
const opened: InteractivePlaces[] = [];

beforeAll(async () => {
  world = await startMetricsWorld();
  await world.sweep();
  await world.collector().pollOnce(world.place);
  group = await measuredGroup();
  exact = verb();
}, 120_000);
afterEach(() => world.faults([]));
afterAll(async () => {
  for (const places of opened) places.onApplicationShutdown();
  await world.close();
});

/** The verb as a process with this configuration has it. */
function verb(config: Partial<Config> = {}): QueryExact {
  const { database, clock } = world.app;
  const scopes = [{ name: 'scope-main', regions: ['ap-northeast-2'], endpoint: world.simulator.url }];
  const own = { ...TEST_CONFIG, scopes, ...config };
  const places = new InteractivePlaces(database, clock, own);
  opened.push(places);
  const metrics = new MetricRepository(database);
  const catalogue = new MetricCatalogue();
  const cloudWatch = new AskCloudWatch(metrics, catalogue, places, database, clock, own);
  return new QueryExact(metrics, catalogue, cloudWatch, clock, own);
}

async function measuredGroup(): Promise<{ id: string; series: MetricSeries }> {
  const [row] = await world.rows<{ id: string; own: string; balancer: string }>(
    `SELECT r.id, r.native_id AS own, p.native_id AS balancer
       FROM series s JOIN resource r ON r.id = s.resource_id JOIN resource p ON p.id = r.parent_id
      WHERE r.kind = 'target_group' AND s.metric = $1 AND s.last_point_at IS NOT NULL ORDER BY r.id LIMIT 1`,
    [METRIC],
  );
  const dimensions = [
    { Name: 'TargetGroup', Value: row?.own ?? '' },
    { Name: 'LoadBalancer', Value: row?.balancer ?? '' },
  ];
  const series = regionOf(world).findSeries('AWS/ApplicationELB', METRIC, dimensions);
  if (!row || !series) throw new Error('no group answers requests');
  return { id: row.id, series };
}

/** Every value of the range in order, from the simulator's own books. */
function truth(from: number, to: number): number[] {
  const values: number[] = [];
  for (let at = from; at < to; at += group.series.period * 1000) {
    values.push(...(regionOf(world).datapoint(group.series, at)?.values ?? []));
  }
  return values.sort((a, b) => a - b);
}

const nearestRank = (sorted: readonly number[], percent: number): number | undefined =>
  sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
const question = (stat = 'p95') => ({
  resource: group.id,
  metric: METRIC,
  stat,
  from: 'now-3h',
  to: 'now-1h',
});
const calls = async (): Promise<number> =>
  (
    await world.rows<{ calls: number }>(
      'SELECT coalesce(sum(calls), 0)::int AS calls FROM api_usage WHERE api = $1',
      [ACTION],
    )
  )[0]?.calls ?? 0;

describe('an exact percentile', () => {
  it.each(['p50', 'p95', 'p99.9', 'p100'])('as %s is that of all values of the range', async (stat) => {
    const answer = ExactAnswer.parse(await exact.run(LOCAL_CONTEXT, question(stat)));
    const values = truth(Date.parse(answer.from), Date.parse(answer.to));
    expect(values.length).toBeGreaterThan(1000);
    expect(answer.value).toBe(nearestRank(values, Number(stat.slice(1))));
    expect(answer).toMatchObject({ unit: 's', periodSeconds: 121 * 60, requests: 1 });
    expect(answer.usd).toEqual({ low: 0, high: METRIC_PRICES.perStatisticsRequest });
  });

  it('covers the range that was asked, in whole minutes', async () => {
    const { from, to } = await exact.run(LOCAL_CONTEXT, question());
    const now = world.app.clock.at;
    expect(Date.parse(from)).toBe(Math.floor((now - 180 * MINUTE) / MINUTE) * MINUTE);
    expect(Date.parse(to)).toBe(Math.ceil((now - 60 * MINUTE) / MINUTE) * MINUTE);
  });

  it('is unknown where CloudWatch has none, and says so', async () => {
    const answer = await exact.run(LOCAL_CONTEXT, { ...question(), from: 'now-10d', to: 'now-9d' });
    expect(answer.value).toBeNull();
    expect(answer.note.en).toMatch(/^CloudWatch has no percentile/);
  });

  it('is counted as one call whose price is that of a request at most', async () => {
    const before = await calls();
    await exact.run(LOCAL_CONTEXT, question());
    expect(await calls()).toBe(before + 1);
    const cost = CollectionCost.parse((await world.app.get('/collection/cost')).body);
    const used = cost.byApi.find(({ api }) => api === ACTION);
    expect(used?.usd.low).toBe(0);
    expect(used?.usd.high).toBeCloseTo((before + 1) * METRIC_PRICES.perStatisticsRequest, 10);
  });
});

describe('no exact percentile is asked', () => {
  it.each([
    ['a budget of 0', { budgetUsd: 0 }, 'DANJI_BUDGET_USD is 0; only free calls are made.'],
    ['a budget that is spent', { budgetUsd: 0.000001 }, /DANJI_BUDGET_USD/],
    ['a price that nobody accepted', { mode: 'aws' as const }, /until their price is accepted/],
  ])('with %s', async (_what, config, message) => {
    const before = await calls();
    const asked = verb(config).run(LOCAL_CONTEXT, question());
    await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringMatching(message) });
    expect(await calls()).toBe(before);
  });

  it('for a process that does not watch the account', async () => {
    const elsewhere = [{ name: 'scope-other', regions: ['ap-northeast-2'], endpoint: world.simulator.url }];
    await expect(verb({ scopes: elsewhere }).run(LOCAL_CONTEXT, question())).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
  });

  it.each([
    ['stat', { stat: 'Average' }, 'Average', /p0 to p100/],
    ['stat', { stat: 'p101' }, 'p101', /p0 to p100/],
    ['metric', { metric: 'NoSuchMetric' }, 'NoSuchMetric', /catalogue/],
    ['from', { from: 'now-456d', to: 'now' }, 'now-456d', /455 days/],
    ['from', { from: 'now', to: 'now-1h' }, 'now', /earlier/],
  ])('for a bad %s', async (field, change, value, remedy) => {
    const { status, body } = await world.app.post<Problem>('/metrics/exact', { ...question(), ...change });
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ field, value, message: expect.stringMatching(remedy) }]);
  });

  it('of a resource that nobody has seen', async () => {
    const asked = { ...question(), resource: idOf('target_group', 999) };
    expect((await world.app.post('/metrics/exact', asked)).status).toBe(404);
  });
});

describe('a refusal of AWS', () => {
  it('names the action that is missing, and stands under permissions', async () => {
    const rule = { match: { operation: 'GetMetricStatistics' }, effect: { kind: 'deny' as const } };
    world.faults([rule]);
    await expect(exact.run(LOCAL_CONTEXT, question())).rejects.toMatchObject({
      code: 'UPSTREAM_DENIED',
      message: expect.stringContaining(ACTION),
    });
    const denied = await world.rows('SELECT 1 FROM permission WHERE action = $1 AND status = $2', [
      ACTION,
      'denied',
    ]);
    expect(denied).toHaveLength(1);
  });

  it('is told where AWS fails, and costs nothing further', async () => {
    world.pass(2 * MINUTE);
    world.faults([{ match: { operation: 'GetMetricStatistics' }, effect: { kind: 'error', status: 500 } }]);
    const before = await calls();
    await expect(exact.run(LOCAL_CONTEXT, question())).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
    expect(await calls()).toBe(before + 1);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Recommendation, RecommendationList } from '@danji/shared';
import { ComputeRecommendations } from '../src/recommendations/index.js';
import { LOCAL_CONTEXT } from '../src/http/index.js';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insertResource, insertScope, insertTask, minutesAgo } from './support/rows.js';

const CLUSTER = idOf('ecs_cluster', 1);
const BIG = idOf('ecs_service', 1);
const NEW = idOf('ecs_service', 2);
const DATABASE = idOf('rds_instance', 1);
const IDLE = idOf('ec2_instance', 1);
const GIB = 1024 ** 3;
let app: TestApp;

/** Two weeks of a series by one formula in `t`, the epoch seconds of a minute; hours are settled as well. */
async function history(
  resource: string,
  namespace: string,
  metric: string,
  stat: string,
  formula: string,
  days = 14,
): Promise<void> {
  const { pool } = app.database;
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO series (resource_id, scope_id, region, namespace, metric, dimensions, stat, unit, period, created_at)
     VALUES ($1, 'scope-main', 'ap-northeast-2', $2, $3, '', $4, 'None', 60, now()) RETURNING id`,
    [resource, namespace, metric, stat],
  );
  const values = [rows[0]?.id, new Date(NOW - days * 86_400_000), new Date(NOW)];
  await pool.query(
    `INSERT INTO metric_minutes (hour, series_id, period, slots)
     SELECT hour, $1, 60, (SELECT array_agg((${formula})::real ORDER BY m) FROM generate_series(0, 59) m,
                             LATERAL (SELECT extract(epoch FROM hour) + m * 60 AS t) x)
       FROM generate_series(date_trunc('hour', $2::timestamptz), $3::timestamptz, interval '1 hour') hour`,
    values,
  );
  await pool.query(
    `INSERT INTO metric_days (day, series_id, period, counts, sums, mins, maxs)
     SELECT day::date, $1, 60, array_agg(60 ORDER BY hour), array_agg(s ORDER BY hour), array_agg(lo ORDER BY hour), array_agg(hi ORDER BY hour)
       FROM (SELECT d AS day, h AS hour, v.s, v.lo, v.hi
               FROM generate_series(date_trunc('day', $2::timestamptz AT TIME ZONE 'UTC'), $3::timestamptz AT TIME ZONE 'UTC', interval '1 day') d,
                    generate_series(0, 23) h,
                    LATERAL (SELECT sum((${formula})::float8) AS s, min((${formula})::real) AS lo, max((${formula})::real) AS hi
                               FROM generate_series(0, 59) m, LATERAL (SELECT extract(epoch FROM d) + h * 3600 + m * 60 AS t) x) v) hours
      GROUP BY day`,
    values,
  );
}

const service = (row: Record<string, unknown>): Record<string, unknown> => ({
  clusterName: 'prod',
  desired: 3,
  running: 3,
  launchType: 'FARGATE',
  strategy: [],
  taskCpu: 2048,
  taskMemory: 8192,
  architecture: 'X86_64',
  family: 'checkout',
  taskDefinitionId: idOf('ecs_task_definition', 1),
  scaling: null,
  deploymentController: 'ECS',
  circuitBreaker: { enable: true, rollback: true },
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  ...row,
});

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1, { name: 'prod' });
  await insertResource(pool, 'ecs_task_definition', 1, {
    attributes: { containers: [{ name: 'app', cpu: 0, memory: null }], operatingSystem: 'LINUX' },
  });
  await insertResource(pool, 'ecs_service', 1, {
    name: 'checkout-api',
    parent_id: CLUSTER,
    attributes: service({}),
  });
  await insertResource(pool, 'ecs_service', 2, {
    name: 'new-api',
    parent_id: CLUSTER,
    attributes: service({ circuitBreaker: { enable: false, rollback: false } }),
  });
  await insertTask(pool, 1, {
    service_id: NEW,
    started_at: null,
    stopped_at: minutesAgo(60),
    cause: 'image_pull',
    abnormal: true,
    last_status: 'STOPPED',
  });
  await history(BIG, 'AWS/ECS', 'CPUUtilization', 'Average', '6 + 2 * sin(t / 13751)');
  await history(BIG, 'AWS/ECS', 'CPUUtilization', 'Maximum', '9 + 2 * sin(t / 13751)');
  await history(BIG, 'AWS/ECS', 'MemoryUtilization', 'Maximum', '12');
  await history(BIG, 'AWS/ECS', 'LiveTaskCount', 'Average', '3');
  await insertResource(pool, 'rds_instance', 1, {
    name: 'catalog-db',
    attributes: { engine: 'postgres', storageType: 'gp3', allocatedGiB: 100, maxAllocatedGiB: null },
  });
  // 20 GiB free now, falling by 2 GiB a day.
  await history(
    DATABASE,
    'AWS/RDS',
    'FreeStorageSpace',
    'Minimum',
    `${20 * GIB} + (${NOW / 1000} - t) / 86400 * ${2 * GIB}`,
  );
  await insertResource(pool, 'ec2_instance', 1, {
    name: 'legacy',
    native_id: 'i-0123456789abcdef0',
    state: 'running',
    attributes: {
      instanceType: 'm5.large',
      lifecycle: 'on-demand',
      containerInstanceId: null,
      autoScalingGroup: null,
    },
  });
  await history(IDLE, 'AWS/EC2', 'CPUUtilization', 'Maximum', '1.5');
  await history(IDLE, 'AWS/EC2', 'NetworkIn', 'Sum', '100');
  await history(IDLE, 'AWS/EC2', 'NetworkOut', 'Sum', '100');
}, 60_000);
afterAll(() => app.close());

const compute = () => app.nest.get(ComputeRecommendations, { strict: false }).run(LOCAL_CONTEXT);
async function list(query = ''): Promise<RecommendationList> {
  return RecommendationList.parse((await app.get(`/recommendations?${query}`)).body);
}

describe('computing recommendations from stored history', () => {
  it('finds what each rule is about, and nothing where there is no data', async () => {
    const result = await compute();
    expect(result).toMatchObject({ found: 4, closed: 0 });
    const { items, total, totalSavingUsd } = await list();
    expect(total).toBe(4);
    expect(items.map(({ rule, resource }) => [rule, resource.name])).toEqual([
      ['rds_storage_full', 'catalog-db'],
      ['fargate_task_size', 'checkout-api'],
      ['idle_ec2_instance', 'legacy'],
      ['circuit_breaker_off', 'new-api'],
    ]);
    expect(totalSavingUsd?.expected).toBeGreaterThan(0);
    const [storage, size, idle, breaker] = items;
    expect(storage?.current).toMatchObject({ allocatedGiB: 100, fullInDays: expect.closeTo(10, 0) });
    expect(size).toMatchObject({
      current: { cpu: 2048, memory: 8192 },
      state: 'open',
      version: 1,
      resource: { parentName: 'prod' },
    });
    expect(Number(size?.proposed['cpu'])).toBeLessThan(2048);
    expect(size?.evidence.charts.length).toBeGreaterThan(0);
    expect(size?.evidence.backtest).not.toBeNull();
    expect(idle?.change[0]?.text).toContain('i-0123456789abcdef0');
    expect(breaker).toMatchObject({
      monthlySavingUsd: null,
      proposed: { circuitBreaker: true, rollback: true },
    });
    for (const item of items) expect(item.summary.ko).toMatch(/[가-힣]/);
  });

  it('changes nothing when run again', async () => {
    const before = await list();
    expect(await compute()).toMatchObject({ found: 4, closed: 0 });
    expect(await list()).toEqual(before);
  });

  it('tells browsers what changed, and only that', async () => {
    const { pool } = app.database;
    const client = await pool.connect();
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await client.query('LISTEN danji_changes');
    await pool.query(
      `UPDATE resource SET attributes = attributes || '{"circuitBreaker": {"enable": true, "rollback": true}}' WHERE id = $1`,
      [NEW],
    );
    expect(await compute()).toMatchObject({ found: 3, closed: 1 });
    await client.query('SELECT 1');
    client.release(true);
    expect(heard.map((text) => JSON.parse(text) as unknown)).toEqual([
      { topic: 'recommendations', ids: [expect.stringMatching(/^rec-[a-z2-7]{16}$/)] },
    ]);
  });

  it('keeps the closed one to be read, and opens it again when it holds again', async () => {
    const closed = await list('state=closed');
    expect(closed.items.map(({ rule }) => rule)).toEqual(['circuit_breaker_off']);
    const id = closed.items[0]?.id;
    await app.database.pool.query(
      `UPDATE resource SET attributes = attributes || '{"circuitBreaker": null}' WHERE id = $1`,
      [NEW],
    );
    await compute();
    const again = Recommendation.parse((await app.get(`/recommendations/${id}`)).body);
    expect(again).toMatchObject({ id, state: 'open', version: 3 });
  });

  it('keeps what somebody decided', async () => {
    const { pool } = app.database;
    await pool.query("UPDATE recommendation SET state = 'dismissed' WHERE rule = 'idle_ec2_instance'");
    await compute();
    expect((await list('rule=idle_ec2_instance')).items[0]?.state).toBe('dismissed');
    await pool.query("UPDATE resource SET state = 'stopped' WHERE id = $1", [IDLE]);
    await compute();
    expect((await list('rule=idle_ec2_instance')).items[0]?.state).toBe('dismissed');
  });

  it('leaves one open that cannot be told any more for lack of data', async () => {
    await app.database.pool.query("UPDATE series SET resource_id = 'gone' WHERE resource_id = $1", [BIG]);
    expect(await compute()).toMatchObject({ closed: 0 });
    expect((await list('rule=fargate_task_size')).total).toBe(1);
  });
});

describe('the list of recommendations', () => {
  it.each([
    [`resource=${CLUSTER}`, 2],
    [`resource=${DATABASE}`, 1],
    ['rule=circuit_breaker_off,rds_storage_full', 2],
    ['environment=dev', 0],
    ['state=dismissed', 1],
  ])('%s finds %i', async (query, count) => {
    expect((await list(query)).total).toBe(count);
  });

  it('pages without loss or repeat, in three statements', async () => {
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: RecommendationList = await list(`limit=1${cursor === null ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual((await list()).items.map(({ id }) => id));
    expect((await app.get('/recommendations')).queries).toHaveLength(3);
    expect((await app.get('/recommendations/rec-zzzzzzzzzzzzzzzz')).status).toBe(404);
  });

  it('adds up what would be saved, without what somebody dismissed', async () => {
    const { items, totalSavingUsd } = await list();
    const expected = items
      .filter(({ state }) => state !== 'dismissed')
      .reduce((sum, item) => sum + (item.monthlySavingUsd?.expected ?? 0), 0);
    expect(totalSavingUsd?.expected).toBeCloseTo(expected, 6);
  });
});

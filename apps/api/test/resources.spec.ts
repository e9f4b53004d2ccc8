import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ResourceItem, ResourceList, RevisionList, EventList, type List } from '@danji/shared';
import { startTestApp, type TestApp } from './support/test-app.js';
import {
  idOf,
  insert,
  insertEvent,
  insertResource,
  insertScope,
  insertSeries,
  insertTask,
  minutesAgo,
} from './support/rows.js';

const CLUSTER = idOf('ecs_cluster', 1);
const SERVICES = 25;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1, { name: 'prod' });
  for (let n = 1; n <= SERVICES; n += 1) {
    await insertResource(pool, 'ecs_service', n, {
      // Two names each, so that ties within a status are ordered by name and then by id.
      name: `service-${n % 2}`,
      parent_id: CLUSTER,
      status: n % 5 === 0 ? 'critical' : n % 3 === 0 ? 'warning' : 'ok',
      team: n < 10 ? 'shop' : 'search',
      environment: n % 2 === 0 ? 'prod' : 'stage',
      tags: n === 7 ? { 'cost-centre': 'a<b>', owner: 'javascript:alert(1)' } : {},
      attributes: { desired: n },
      first_seen: minutesAgo(1000 + (n % 4)),
    });
  }
  await insertResource(pool, 'ec2_instance', 1, {
    name: '100%_web',
    attributes: { privateIp: '10.0.12.34' },
  });
  await insertResource(pool, 'ec2_instance', 2, {
    name: 'gone',
    deleted_at: minutesAgo(30),
    first_seen: minutesAgo(90),
  });
  await insertTask(pool, 1);
  await insertTask(pool, 2, {
    last_status: 'STOPPED',
    stopped_at: minutesAgo(5),
    cause: 'oom',
    abnormal: true,
  });
});
afterAll(() => app.close());

async function pageThrough(path: string): Promise<ResourceItem[]> {
  const all: ResourceItem[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await app.get<List<ResourceItem>>(`${path}${next}`);
    all.push(...ResourceList.parse(body).items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return all;
}

describe('the list of resources', () => {
  it.each(['name', '-name', 'status', '-status', 'firstSeen', '-firstSeen', 'lastSeen', '-lastSeen'])(
    'pages by %s without loss or repeat, in order',
    async (sort) => {
      const paged = await pageThrough(`/resources?kind=ecs_service&sort=${sort}&limit=4`);
      const whole = await app.get<List<ResourceItem>>(`/resources?kind=ecs_service&sort=${sort}&limit=500`);
      expect(new Set(paged.map((item) => item.id)).size).toBe(SERVICES);
      expect(paged).toEqual(whole.body.items);
      expect(whole.body).toMatchObject({ total: SERVICES, nextCursor: null });
    },
  );

  it('puts the worst first unless asked otherwise', async () => {
    const { body } = await app.get<List<ResourceItem>>('/resources?kind=ecs_service&limit=6');
    expect(body.items.map((item) => item.status)).toEqual([...Array(5).fill('critical'), 'warning']);
  });

  it.each([
    ['kind=ecs_service&status=critical', 5],
    ['kind=ecs_service,ec2_instance', SERVICES + 1],
    ['kind=ecs_service&kind=ec2_instance', SERVICES + 1],
    ['kind=ecs_service&team=shop&environment=prod', 4],
    [`parent=${CLUSTER}`, SERVICES],
    ['tag=cost-centre', 1],
    ['tag=cost-centre%3Da%3Cb%3E', 1],
    ['tag=cost-centre%3Dother', 0],
    ['q=10.0.12.34', 1],
    ['q=100%25_', 1],
    ['q=1%25web', 0],
    ['kind=ec2_instance&deleted=true', 2],
    ['kind=ec2_instance', 1],
    ['kind=canary', 0],
    ['account=999999999999', 0],
    ['scope=scope-main&kind=ecs_cluster', 1],
    ['arn=arn:aws:ecs:ap-northeast-2:111122223333:ecs_service/7', 1],
    ['kind=ecs_task', 1],
    ['kind=ecs_task&deleted=true', 2],
    [`kind=ecs_task&state=stopped&parent=${CLUSTER}`, 1],
    ['arn=arn:aws:ecs:ap-northeast-2:111122223333:task/prod/00000000000000000000000000000002', 1],
  ])('%s finds %i', async (query, count) => {
    const { body } = await app.get<List<ResourceItem>>(`/resources?${query}&limit=500`);
    expect(ResourceList.parse(body).items).toHaveLength(count);
    expect(body.total).toBe(count);
  });

  it('needs two statements for a page, whatever its length, and four with sparks', async () => {
    expect((await app.get('/resources?kind=ecs_service&limit=3')).queries).toHaveLength(2);
    expect((await app.get('/resources?kind=ecs_service&limit=500')).queries).toHaveLength(2);
    const hour = Date.UTC(2026, 10, 23, 5);
    await insertSeries(
      app.database.pool,
      { resource: idOf('ecs_service', 5), metric: 'CPUUtilization' },
      [hour],
      () => 40,
    );
    const sparks = await app.get<List<ResourceItem>>(
      '/resources?kind=ecs_service&limit=500&spark=CPUUtilization',
    );
    expect(sparks.queries).toHaveLength(4);
    const [first, ...others] = sparks.body.items.filter((item) => item.spark !== null);
    expect(others).toHaveLength(0);
    expect(first).toMatchObject({
      id: idOf('ecs_service', 5),
      spark: { metric: 'CPUUtilization', stat: 'Average', unit: 'percent', step: 300, latest: 40, max: 40 },
    });
    expect(first?.spark?.values).toHaveLength(37);
    expect(first?.spark?.values[0]).toBeNull();
  });

  it('counts exactly to 10,000 and says "at least" beyond', async () => {
    await app.database.pool.query(
      `INSERT INTO resource SELECT 'sub-' || translate(lpad(n::text, 16, '0'), '0189', 'ghij'), 'subnet', 'subnet-' || n,
         'arn', 'n', '1', 'r', 's', NULL, 'ok', 'ok', 0, '[]', 'prod', NULL, NULL, '{}', '{}', 'h', 'h', now(), now(), now()
         FROM generate_series(1, 10001) n`,
    );
    const { body } = await app.get<List<ResourceItem>>('/resources?kind=subnet&limit=1');
    expect(body).toMatchObject({ total: null, atLeast: 10_000 });
  });

  it('says when a complete sweep last saw it', async () => {
    await insert(app.database.pool, 'collection_run', {
      scope_id: 'scope-main',
      region: 'ap-northeast-2',
      job: 'inventory',
      started_at: minutesAgo(0.5),
      finished_at: minutesAgo(0.25),
      status: 'ok',
      items: 3,
      kinds: ['ecs_cluster', 'ecs_service'],
    });
    const cluster = await app.get<ResourceItem>(`/resources/${CLUSTER}`);
    expect(cluster.body.lastSeen).toBe(minutesAgo(0.25).toISOString());
    const instance = await app.get<ResourceItem>(`/resources/${idOf('ec2_instance', 1)}`);
    expect(instance.body.lastSeen).toBe(minutesAgo(1).toISOString());
  });
});

describe('the past of a resource', () => {
  const SERVICE = idOf('ecs_service', 3);
  beforeAll(async () => {
    const { pool } = app.database;
    for (const [minutes, desired] of [
      [900, 1],
      [500, 2],
      [100, 3],
    ] as const) {
      await insert(pool, 'resource_revision', {
        resource_id: SERVICE,
        at: minutesAgo(minutes),
        scope_id: 'scope-main',
        hash: String(desired),
        changes: minutes === 900 ? [] : [{ path: 'desired', before: desired - 1, after: desired }],
        state: 'ACTIVE',
        attributes: { desired },
      });
    }
    await insertEvent(pool, 1, { resource_id: SERVICE });
    await insertEvent(pool, 2, { resource_id: 'other-thing' });
  });

  it('lists its revisions newest first, page by page', async () => {
    const first = await app.get<List<unknown>>(`/resources/${SERVICE}/revisions?limit=2`);
    expect(RevisionList.parse(first.body).items.map((item) => item.attributes)).toEqual([
      { desired: 3 },
      { desired: 2 },
    ]);
    expect(first.body.total).toBe(3);
    const second = await app.get(`/resources/${SERVICE}/revisions?limit=2&cursor=${first.body.nextCursor}`);
    expect(RevisionList.parse(second.body)).toMatchObject({
      items: [{ attributes: { desired: 1 } }],
      nextCursor: null,
    });
  });

  it('shows the list as it was', async () => {
    const at = minutesAgo(300).toISOString();
    const { body } = await app.get<List<ResourceItem>>(`/resources?kind=ecs_service&at=${at}&limit=500`);
    const then = body.items.find((item) => item.id === SERVICE);
    expect(then).toMatchObject({ attributes: { desired: 2 }, status: 'unknown' });
    const gone = await app.get<List<ResourceItem>>(
      `/resources?kind=ec2_instance&at=${minutesAgo(60).toISOString()}`,
    );
    expect(gone.body.items.map((item) => item.name).sort()).toEqual(['100%_web', 'gone']);
    const before = await app.get<List<ResourceItem>>(
      `/resources?kind=ec2_instance&at=${minutesAgo(9000).toISOString()}`,
    );
    expect(before.body.items).toEqual([]);
  });

  it('shows whose it was then, and filters by that', async () => {
    const id = idOf('security_group', 77);
    await insertResource(app.database.pool, 'security_group', 77, {
      team: 'payments',
      environment: 'prod',
      tags: { owner: 'new' },
      first_seen: minutesAgo(1000),
    });
    for (const [minutes, team] of [
      [900, 'orders'],
      [200, 'payments'],
    ] as const) {
      await insert(app.database.pool, 'resource_revision', {
        resource_id: id,
        at: minutesAgo(minutes),
        scope_id: 'scope-main',
        hash: team,
        changes: [],
        state: 'available',
        attributes: { open: team === 'orders' },
        tags: { owner: team },
        labels: { environment: 'stage', team, tier: null },
      });
    }
    const ask = (query: string) => app.get<List<ResourceItem>>(`/resources?kind=security_group&${query}`);
    const at = minutesAgo(500).toISOString();
    const then = (await ask(`at=${at}&team=orders&environment=stage&tag=owner=orders`)).body;
    expect(then.items).toMatchObject([
      { id, team: 'orders', environment: 'stage', tags: { owner: 'orders' }, attributes: { open: true } },
    ]);
    expect(then.items[0]?.reasons).toMatchObject([{ code: 'not_kept' }]);
    expect((await ask(`at=${at}&team=payments`)).body.items).toEqual([]);
    expect((await ask(`at=${minutesAgo(1200).toISOString()}`)).body.items).toEqual([]);
  });

  it('lists what happened to it', async () => {
    const { body } = await app.get(`/resources/${SERVICE}/events`);
    expect(EventList.parse(body)).toMatchObject({
      total: 1,
      items: [{ resourceId: SERVICE, resourceName: 'service-1' }],
    });
  });

  it('still answers for one that is gone, and for a task', async () => {
    expect((await app.get(`/resources/${idOf('ec2_instance', 2)}`)).body).toMatchObject({
      name: 'gone',
      deletedAt: minutesAgo(30).toISOString(),
    });
    const task = await app.get(`/resources/${idOf('ecs_task', 2)}`);
    expect(ResourceItem.parse(task.body)).toMatchObject({
      kind: 'ecs_task',
      state: 'STOPPED',
      status: 'warning',
    });
  });
});

describe('the statements of the list', () => {
  it('use an index for what every page asks', async () => {
    const { queries } = await app.get('/resources?kind=ecs_service&limit=50');
    const page = queries.find((text) => text.includes('ORDER BY r.severity')) ?? '';
    const client = await app.database.pool.connect();
    try {
      await client.query('ANALYZE resource');
      const explained = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${page}`, ['ecs_service', 51]);
      const plan = explained.rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(/resource_kind_(severity|name)/);
      expect(plan).not.toMatch(/Seq Scan on resource r\b/);
    } finally {
      client.release();
    }
  });
});

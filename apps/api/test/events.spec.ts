import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventList, type EventItem, type List } from '@danji/shared';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insertEvent, insertResource, insertScope, minutesAgo } from './support/rows.js';

const CLUSTER = idOf('ecs_cluster', 1);
const SERVICE = idOf('ecs_service', 1);
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1, { name: 'prod' });
  await insertResource(pool, 'ecs_service', 1, { name: 'checkout-api' });
  await insertResource(pool, 'rds_instance', 1, { name: 'orders-db', region: 'us-east-1' });
  // Thirty steady states, three of them at the same instant; a burst of five stops within five minutes.
  for (let n = 1; n <= 30; n += 1) await insertEvent(pool, n, { at: minutesAgo(n <= 3 ? 1 : n) });
  for (let n = 100; n < 105; n += 1) {
    await insertEvent(pool, n, {
      at: new Date(Date.UTC(2026, 10, 23, 5, 20 + (n - 100), 30)),
      kind: 'task_stop',
      type: 'task_stopped',
      severity: 'warning',
      message: 'Essential container in task exited',
      params: { cause: 'oom', taskId: `t${n}` },
    });
  }
  await insertEvent(pool, 200, {
    at: minutesAgo(8),
    kind: 'task_stop',
    type: 'task_stopped',
    params: { cause: 'deploy' },
  });
  await insertEvent(pool, 300, {
    at: minutesAgo(50),
    kind: 'deployment',
    type: 'deployment_started',
    params: { revision: 412, previousRevision: 411 },
  });
  await insertEvent(pool, 301, {
    at: minutesAgo(49),
    kind: 'scaling',
    type: 'desired_changed',
    params: { from: 6, to: 8, policy: 'cpu70' },
  });
  await insertEvent(pool, 302, {
    at: minutesAgo(48),
    kind: 'config',
    type: 'config_changed',
    params: { changes: [{ path: 'desired' }, { path: 'taskDefinition' }] },
  });
  await insertEvent(pool, 303, {
    at: minutesAgo(47),
    kind: 'rds',
    type: 'state_changed',
    resource_id: idOf('rds_instance', 1),
    parent_id: null,
    params: { before: 'available', after: 'modifying' },
  });
  await insertEvent(pool, 304, {
    at: minutesAgo(46),
    type: 'never_seen',
    message: '<script>alert(1)</script>',
  });
});
afterAll(() => app.close());

async function list(query: string): Promise<List<EventItem>> {
  return EventList.parse((await app.get(`/events?${query}`)).body);
}

describe('the timeline', () => {
  it.each(['', '&fold=true'])('pages newest first without loss or repeat%s', async (fold) => {
    const whole = await list(`limit=500${fold}`);
    const paged: EventItem[] = [];
    let cursor: string | null = null;
    do {
      const page: List<EventItem> = await list(`limit=4${fold}${cursor === null ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(whole.items);
    expect(new Set(paged.map((event) => `${event.resourceId} ${event.id}`)).size).toBe(whole.total);
    expect(paged.map((event) => event.at)).toEqual(
      paged
        .map((event) => event.at)
        .sort()
        .reverse(),
    );
    expect(whole.total).toBe(fold === '' ? 41 : 37);
  });

  it('folds like stops of five minutes into the newest, with their number', async () => {
    const { items, total } = await list('kinds=task_stop&fold=true');
    expect(total).toBe(2);
    expect(items.map(({ count, title }) => [count, title.en])).toEqual([
      [5, '5 tasks of checkout-api stopped: Out of memory'],
      [1, '1 task of checkout-api stopped: Replaced by deployment'],
    ]);
    expect(items[0]?.title.ko).toBe('checkout-api 태스크 5개 중지: 메모리 부족');
    expect(items[0]?.params).toMatchObject({ taskId: 't104' });
  });

  it.each([
    ['kinds=deployment', 'checkout-api 411 → 412 started', 'checkout-api 411 → 412 배포 시작'],
    ['kinds=scaling', 'checkout-api scaled 6 → 8 by cpu70', 'checkout-api 스케일링 6 → 8 (cpu70)'],
    [
      'kinds=config',
      'checkout-api changed: desired, taskDefinition',
      'checkout-api 변경: desired, taskDefinition',
    ],
    ['kinds=rds', 'orders-db available → modifying', 'orders-db available → modifying'],
    ['types=never_seen', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['types=steady_state', 'checkout-api reached a steady state', 'checkout-api 안정 상태 도달'],
  ])('titles %s', async (query, en, ko) => {
    expect((await list(query)).items[0]?.title).toEqual({ en, ko });
  });

  it.each([
    [`resource=${CLUSTER}`, 40],
    [`resource=${SERVICE}`, 40],
    ['severity=warning', 5],
    ['q=essential', 5],
    ['q=orders', 1],
    ['region=us-east-1', 1],
    ['account=111122223333', 41],
    ['from=now-5m', 5],
    ['from=now-2h&to=now-40m', 5],
    ['team=nobody', 0],
  ])('%s finds %i', async (query, count) => {
    expect((await list(query)).total).toBe(count);
  });

  it('needs two statements', async () => {
    expect((await app.get('/events?limit=500&fold=true')).queries).toHaveLength(2);
  });

  it('begins a day ago unless asked otherwise', async () => {
    await insertEvent(app.database.pool, 400, { at: new Date(NOW - 25 * 3_600_000) });
    expect((await list('limit=1')).total).toBe(41);
    expect((await list('limit=1&from=now-2d')).total).toBe(42);
  });
});

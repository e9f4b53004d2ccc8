import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogAnswer, type LogLine } from '@danji/shared';
import { startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insert, insertResource, insertScope, insertTask, minutesAgo } from './support/rows.js';

const GROUP = idOf('log_group', 1);
const SERVICE = idOf('ecs_service', 1);
const TASK = idOf('ecs_task', 1);
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'log_group', 1, { name: '/ecs/checkout' });
  await insertResource(pool, 'ecs_service', 1, { parent_id: idOf('ecs_cluster', 1) });
  await insertResource(pool, 'ecs_service', 2, { team: 'search' });
  await insertTask(pool, 1);
  for (let n = 1; n <= 20; n += 1) {
    await insert(pool, 'log_line', {
      resource_id: GROUP,
      at: minutesAgo(n <= 4 ? 2 : n),
      event_id: `e${n}`,
      scope_id: 'scope-main',
      stream: 'app/app/1',
      task_id: n % 2 === 0 ? TASK : null,
      source_id: n <= 15 ? SERVICE : idOf('ecs_service', 2),
      level: n % 5 === 0 ? 'error' : 'info',
      message: n === 7 ? '<img src=x onerror=alert(1)> 100% DONE' : `line ${n}`,
    });
  }
  for (const minute of [1, 2, 3]) {
    await insert(pool, 'log_minute', {
      resource_id: GROUP,
      source_id: SERVICE,
      minute: new Date(Math.floor(minutesAgo(minute).getTime() / 60_000) * 60_000),
      scope_id: 'scope-main',
      fatal: 0,
      error: minute,
      warn: 0,
      info: 10,
      debug: 0,
      unknown: 0,
      covered_seconds: minute === 2 ? 30 : 60,
    });
  }
});
afterAll(() => app.close());

async function search(query: string): Promise<LogAnswer> {
  return LogAnswer.parse((await app.get(`/logs/search?${query}`)).body);
}

describe('searching kept lines', () => {
  it('pages newest first without loss or repeat', async () => {
    const paged: LogLine[] = [];
    let cursor: string | null = null;
    do {
      const page: LogAnswer = await search(`limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual((await search('limit=500')).items);
    expect(new Set(paged.map((line) => line.id)).size).toBe(20);
  });

  it.each([
    [`resource=${SERVICE}`, 15],
    [`resource=${GROUP}`, 20],
    [`resource=${TASK}`, 7],
    ['level=error', 4],
    ['q=100%25%20done', 1],
    ['q=1__%25', 0],
    ['from=now-10m', 10],
    ['team=search', 5],
    ['region=eu-west-1', 0],
  ])('%s finds %i', async (query, count) => {
    expect((await search(query)).total).toBe(count);
  });

  it('keeps a line as it was written', async () => {
    const { items } = await search('q=onerror');
    expect(items[0]).toMatchObject({
      message: '<img src=x onerror=alert(1)> 100% DONE',
      groupName: '/ecs/checkout',
      taskId: null,
    });
  });
});

describe('counts by level', () => {
  it('say how much was read, and null where nothing was', async () => {
    const { counts, keptFrom } = await search(
      `resource=${SERVICE}&from=2026-11-23T05:26:00Z&to=2026-11-23T05:30:00Z`,
    );
    expect(counts.step).toBe(60);
    expect(counts.levels.error).toEqual([null, 3, 2, 1]);
    expect(counts.levels.info).toEqual([null, 10, 10, 10]);
    expect(counts.coverage).toEqual([null, 1, 0.5, 1]);
    expect(keptFrom).toBe(minutesAgo(20).toISOString());
  });

  it('need no statement per line', async () => {
    expect((await app.get(`/logs/search?resource=${SERVICE}&limit=500`)).queries).toHaveLength(5);
  });
});

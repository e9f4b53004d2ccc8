import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogSettings, TemplateAnswer } from '@danji/shared';
import { startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insert, insertResource, insertScope, minutesAgo } from './support/rows.js';

const GROUP = idOf('log_group', 1);
const SERVICE = idOf('ecs_service', 1);
const HOUR = 3_600_000;
let app: TestApp;

/** So many lines of a template by a revision in each of the last `minutes` minutes, from `until` minutes ago on. */
async function count(
  template: string,
  revision: number,
  perMinute: number,
  span: [number, number],
): Promise<void> {
  const hours = new Map<number, number[]>();
  for (let ago = span[0]; ago > span[1]; ago -= 1) {
    const at = minutesAgo(ago).getTime();
    const hour = Math.floor(at / HOUR) * HOUR;
    const counts = hours.get(hour) ?? Array.from({ length: 60 }, () => 0);
    counts[Math.floor((at - hour) / 60_000)] = perMinute;
    hours.set(hour, counts);
  }
  for (const [hour, counts] of hours) {
    await insert(app.database.pool, 'log_template_hour', {
      resource_id: GROUP,
      hour: new Date(hour),
      template_id: template,
      source_id: SERVICE,
      revision,
      scope_id: 'scope-main',
      counts,
    });
  }
}

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'log_group', 1, { name: '/ecs/checkout' });
  await insertResource(pool, 'ecs_service', 1, { parent_id: idOf('ecs_cluster', 1) });
  const texts: [string, string, string][] = [
    ['t-order', 'info', 'order <*> accepted for user <*>'],
    ['t-twin', 'info', 'order <*> accepted for user <*>'],
    ['t-cache', 'info', 'cache hit key=<*>'],
    ['t-null', 'error', "cannot read property 'total' of undefined"],
  ];
  for (const [id, level, text] of texts) {
    await insert(pool, 'log_template', {
      resource_id: GROUP,
      id,
      scope_id: 'scope-main',
      level,
      text,
      path: text.split(' ').slice(0, 2),
      first_seen: minutesAgo(400),
      last_seen: minutesAgo(1),
    });
  }
  await count('t-order', 7, 5, [300, 60]);
  await count('t-order', 8, 5, [60, 0]);
  await count('t-cache', 7, 2, [300, 60]);
  await count('t-null', 8, 1, [60, 0]);
  await count('t-twin', 8, 1, [10, 0]);
});
afterAll(() => app.close());

const read = async (query: string): Promise<TemplateAnswer> =>
  TemplateAnswer.parse((await app.get(`/logs/templates?${query}`)).body);

describe('kinds of lines', () => {
  it('are counted by whole minutes, with the time before, templates of one text as one', async () => {
    const answer = await read(`resource=${SERVICE}&from=now-30m`);
    expect(answer.items.map(({ text, count, before }) => [text, count, before])).toEqual([
      ['order <*> accepted for user <*>', 155, 150],
      ["cannot read property 'total' of undefined", 29, 30],
    ]);
    expect(answer.items[0]?.perBucket.reduce((sum, n) => sum + n, 0)).toBe(155);
    expect(answer.total).toBe(2);
    expect(answer.lines).toBe(184);
  });

  it('say what a revision writes that the one before did not, and what it no longer writes', async () => {
    const answer = await read(`resource=${SERVICE}&from=now-5h&revision=8&against=7`);
    expect(answer.items.map(({ text, change, counts }) => [text.split(' ')[0], change, counts])).toEqual([
      ['cannot', 'new', { revision: 60, against: 0 }],
      ['cache', 'vanished', { revision: 0, against: 478 }],
      ['order', 'same', { revision: 310, against: 1_195 }],
    ]);
    expect(answer.items[0]?.revisions).toEqual([{ revision: 8, count: 60 }]);
  });

  it('are found by level and text', async () => {
    expect((await read('level=error')).items.map(({ id }) => id)).toEqual(['t-null']);
    expect((await read('q=ACCEPTED')).total).toBe(1);
  });

  it('are refused with the field where the question makes no sense', async () => {
    expect((await app.get('/logs/templates?against=7')).body).toMatchObject({
      errors: [{ field: 'against' }],
    });
    expect((await app.get('/logs/templates?from=now-40d')).body).toMatchObject({
      errors: [{ field: 'from' }],
    });
    expect((await app.get(`/logs/templates?resource=${idOf('ecs_service', 9)}`)).status).toBe(404);
  });
});

describe('settings of logs', () => {
  const save = (body: unknown, version: number) =>
    app.put('/settings/logs', body, { 'if-match': String(version) });

  it('are saved over the version that was seen, and by nobody who saw an older one', async () => {
    expect(LogSettings.parse((await app.get('/settings/logs')).body)).toMatchObject({ off: [], version: 0 });
    const input = { off: [GROUP], patterns: [{ name: 'employee', pattern: 'EMP-\\d{6}' }] };
    expect((await save(input, 0)).body).toMatchObject({ ...input, version: 1 });
    expect((await save({ off: [], patterns: [] }, 0)).status).toBe(409);
    expect((await app.get('/settings/logs')).body).toMatchObject(input);
  });

  it('refuse a pattern that cannot be used, and say why', async () => {
    const answer = await save({ off: [], patterns: [{ name: 'x', pattern: '(?=a)b' }] }, 1);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field: 'patterns.0.pattern' }] });
  });
});

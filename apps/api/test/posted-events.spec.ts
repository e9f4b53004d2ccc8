import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostedEventAnswer, type EventItem, type List, type Problem, type TokenMade } from '@danji/shared';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insertResource, insertScope } from './support/rows.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const CLUSTER = idOf('ecs_cluster', 1);
const CHECKOUT = idOf('ecs_service', 1);
const SEARCH = idOf('ecs_service', 2);
const DATABASE = idOf('rds_instance', 1);
let app: TestApp;
let headers: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1, { name: 'prod' });
  await insertResource(pool, 'ecs_service', 1, { name: 'checkout-api', parent_id: CLUSTER });
  await insertResource(pool, 'ecs_service', 2, { name: 'search-api', parent_id: CLUSTER, team: 'find' });
  await insertResource(pool, 'rds_instance', 1, { name: 'orders-db', environment: 'stage' });
  const { secret } = (await app.post<TokenMade>('/tokens', { name: 'github' })).body;
  headers = { authorization: `Bearer ${secret}` };
});
afterAll(() => app.close());

let count = 0;
/** An event of its own: its title is told from every other's. */
const event = (over: object = {}): Record<string, unknown> => ({
  kind: 'deploy',
  resource: CHECKOUT,
  title: `Deploy ${(count += 1)}`,
  ...over,
});
/** One token may send sixty events at once, and this file sends more. */
function send(body: object, more: Record<string, string> = {}) {
  app.clock.at += 1000;
  return app.post<PostedEventAnswer & Problem>('/events', body, { ...headers, ...more });
}
const told = async (path: string): Promise<EventItem[]> => {
  // A range ends before now.
  app.clock.at += 1;
  return (await app.get<List<EventItem>>(`/events?limit=500&from=now-10d&${path}`)).body.items;
};
const titles = async (path: string): Promise<string[]> => (await told(path)).map(({ title }) => title.en);

describe('an event that a pipeline posts', () => {
  it('is a line of the timeline of its resource, with its maker, link and revision', async () => {
    const { status, body } = await send(
      event({ title: 'v42 to prod', actor: 'minji', revision: '3f2a9c1', url: 'https://ci.example/1' }),
    );
    expect(status).toBe(200);
    expect(PostedEventAnswer.parse(body)).toMatchObject({
      kind: 'deploy',
      type: 'posted',
      resourceId: CHECKOUT,
      parentId: CLUSTER,
      environment: 'prod',
      title: { en: 'v42 to prod', ko: 'v42 to prod' },
      url: 'https://ci.example/1',
      params: { revision: '3f2a9c1', token: 'github' },
      actor: { name: 'minji', kind: 'person' },
      matched: 1,
      replayed: false,
    });
    expect(await titles(`resource=${CHECKOUT}`)).toContain('v42 to prod');
    expect(await titles(`resource=${CLUSTER}`)).toContain('v42 to prod');
    expect(await titles(`resource=${SEARCH}`)).not.toContain('v42 to prod');
    expect(await titles('actor=minj')).toEqual(['v42 to prod']);
  });

  it('names its resource by ARN as well, and takes the name of its token where nobody is named', async () => {
    const { body } = await send(event({ resource: `arn:aws:ecs:ap-northeast-2:111122223333:ecs_service/2` }));
    expect(body.resourceId).toBe(SEARCH);
    expect(body.actor).toMatchObject({ name: 'github', kind: 'role' });
  });

  it('may come from the person at the browser, without a token', async () => {
    const { status, body } = await app.post<PostedEventAnswer>('/events', event({ kind: 'note' }));
    expect([status, body.actor?.name, body.actor?.kind]).toEqual([200, 'local', 'person']);
  });

  it('marks every resource that its labels fit, whatever is added later', async () => {
    const { body } = await send(
      event({ resource: undefined, labels: { environment: 'prod', cluster: 'prod' }, title: 'Flag on' }),
    );
    expect([body.resourceId, body.matched]).toEqual([null, 3]);
    expect(body.labels).toEqual({ environment: ['prod'], cluster: ['prod'] });
    for (const id of [CLUSTER, CHECKOUT, SEARCH]) expect(await titles(`resource=${id}`)).toContain('Flag on');
    expect(await titles(`resource=${DATABASE}`)).not.toContain('Flag on');
    await insertResource(app.database.pool, 'ecs_service', 3, { name: 'new-api', parent_id: CLUSTER });
    expect(await titles(`resource=${idOf('ecs_service', 3)}`)).toContain('Flag on');
  });

  it('of one service by its name is on its cluster too, and on no other service', async () => {
    await send(event({ resource: undefined, labels: { service: ['search-api'] }, title: 'By name' }));
    expect(await titles(`resource=${SEARCH}`)).toContain('By name');
    expect(await titles(`cluster=${CLUSTER}`)).toContain('By name');
    expect(await titles(`service=${CHECKOUT}`)).not.toContain('By name');
  });

  it('is filtered by the labels that it has, and passes those that it leaves open', async () => {
    await send(event({ resource: undefined, labels: { environment: 'stage' }, title: 'Stage only' }));
    await send(event({ resource: undefined, labels: { team: 'find' }, title: 'Of find' }));
    await send(event({ resource: undefined, labels: {}, title: 'Everywhere' }));
    const of = async (path: string): Promise<string[]> =>
      (await titles(path)).filter((title) => ['Stage only', 'Of find', 'Everywhere'].includes(title)).sort();
    expect(await of('environment=prod')).toEqual(['Everywhere', 'Of find']);
    expect(await of('environment=stage')).toEqual(['Everywhere', 'Of find', 'Stage only']);
    expect(await of('team=shop')).toEqual(['Everywhere', 'Stage only']);
    expect(await of('account=111122223333')).toEqual(['Everywhere', 'Of find', 'Stage only']);
    expect(await of(`resource=${DATABASE}`)).toEqual(['Everywhere', 'Stage only']);
  });

  it('says when its labels fit nothing', async () => {
    const { body } = await send(event({ resource: undefined, labels: { service: 'chekout-api' } }));
    expect(body.matched).toBe(0);
  });
});

describe('the same event sent twice', () => {
  it('within a minute is one, and afterwards another', async () => {
    const body = event();
    const first = await send(body);
    const second = await send(body);
    expect([second.body.id, second.body.replayed]).toEqual([first.body.id, true]);
    app.clock.at += MINUTE;
    const third = await send(body);
    expect(third.body.replayed).toBe(false);
    expect(third.body.id).not.toBe(first.body.id);
  });

  it('by two senders is two', async () => {
    const body = event();
    const [mine, theirs] = [await send(body), await app.post<PostedEventAnswer>('/events', body)];
    expect(mine.body.id).not.toBe(theirs.body.id);
  });

  it('with one key is one for a day, also when both come at once', async () => {
    const key = { 'idempotency-key': 'run-4711' };
    const body = event();
    const both = await Promise.all([send(body, key), send(body, key), send(body, key)]);
    expect(new Set(both.map((answer) => answer.body.id)).size).toBe(1);
    expect(both.filter((answer) => !answer.body.replayed)).toHaveLength(1);
    app.clock.at += 3 * MINUTE;
    expect((await send(body, key)).body.id).toBe(both[0].body.id);
    expect(await titles(`q=${encodeURIComponent(String(body['title']))}`)).toHaveLength(1);
    const other = await send(event(), key);
    expect([other.status, other.body.code]).toEqual([409, 'CONFLICT']);
    expect((await send(event(), { 'idempotency-key': 'run-4712' })).body.replayed).toBe(false);
  });
});

describe('an event that is not taken', () => {
  it.each<[object, string, string]>([
    [{ kind: 'party' }, 'kind', 'deploy, flag'],
    [{ kind: undefined }, 'kind', 'deploy, flag'],
    [{ title: '' }, 'title', 'text'],
    [{ title: 'a\nb' }, 'title', 'one line'],
    [{ title: 'a\u202Eb' }, 'title', 'one line'],
    [{ title: 'x'.repeat(201) }, 'title', '200'],
    [{ at: 'yesterday' }, 'at', 'ISO 8601'],
    [{ at: '2026-11-23T05:30:00' }, 'at', 'zone'],
    [{ at: new Date(NOW + DAY).toISOString() }, 'at', 'future'],
    [{ at: new Date(NOW - 401 * DAY).toISOString() }, 'at', '400 days'],
    [{ url: 'javascript:alert(1)' }, 'url', 'https://'],
    [{ url: 'data:text/html,x' }, 'url', 'https://'],
    [{ url: 'https://user:pass@example.com' }, 'url', 'password'],
    [{ url: '//example.com' }, 'url', 'https://'],
    [{ resource: 'checkout-api' }, 'resource', 'ARN'],
    [{ resource: idOf('ecs_service', 99) }, 'resource', 'GET /resources'],
    [{ resource: idOf('ecs_task', 1) }, 'resource', 'service'],
    [{ resource: undefined }, 'resource', 'labels'],
    [{ labels: {} }, 'labels', 'not both'],
    [{ resource: undefined, labels: { environment: 'production' } }, 'labels.environment', 'prod'],
    [{ resource: undefined, labels: { colour: 'red' } }, 'labels', 'colour'],
    [{ color: 'red' }, 'body', 'color'],
    [{ actor: 'a\0b' }, 'actor', 'NUL'],
  ])('%j names the field and the remedy', async (over, field, remedy) => {
    const { status, body } = await send(event(over));
    expect([status, body.code, body.errors?.[0]?.field]).toEqual([400, 'VALIDATION', field]);
    expect(body.errors?.[0]?.message).toContain(remedy);
  });

  it.each(['a b', '\u00e9', 'x'.repeat(201), ''])('whose key is %j', async (key) => {
    const { status, body } = await send(event(), { 'idempotency-key': key });
    expect([status, body.errors?.[0]?.field]).toEqual([400, 'Idempotency-Key']);
  });

  it('comes from a page of somebody else', async () => {
    const { status } = await app.post('/events', event(), { origin: 'https://evil.example' });
    expect(status).toBe(403);
  });

  it('whose clock is a little ahead is one of now', async () => {
    const at = new Date(app.clock.at + 5000).toISOString();
    const { body } = await send(event({ at }));
    expect(Date.parse(body.at)).toBeLessThanOrEqual(app.clock.at);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insertResource, insertScope } from './support/rows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await insertScope(app.database.pool);
  await insertResource(app.database.pool, 'ecs_service', 1);
});
afterAll(() => app.close());

const service = (): string => idOf('ecs_service', 1);
const cursor = (...keys: unknown[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

describe('a NUL character, which PostgreSQL takes in no text', () => {
  it.each([
    ['/resources?q=a%00b', 'q'],
    ['/resources?tag=%00', 'tag'],
    ['/resources?tag=a&tag=b%3D%00', 'tag.1'],
    ['/resources?arn=%00', 'arn'],
    ['/resources?scope=%00', 'scope'],
    ['/resources?team=%00', 'team'],
    ['/tasks?az=%00', 'az'],
    ['/tasks/flow?account=%00', 'account'],
    ['/deployments?rolloutState=%00', 'rolloutState'],
    ['/events?types=%00', 'types'],
    ['/events?actor=%00', 'actor'],
    ['/events?cluster=%00', 'cluster'],
    ['/commits?taskDefinition=%00', 'taskDefinition'],
    ['/tokens?cursor=%00', 'cursor'],
    ['/logs/search?q=%00', 'q'],
    ['/overview?team=%00', 'team'],
    ['/resources/%00', 'id'],
  ])('is refused by name in %s', async (path, field) => {
    const problem = await app.problem(path);
    expect(problem).toMatchObject({ status: 400, code: 'VALIDATION' });
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
    expect(problem.errors?.[0]?.message).toContain('NUL');
  });

  it('is refused in a body as well', async () => {
    const queries = [{ id: 'a', resource: service(), metric: 'CPU{a=\0}' }];
    const { status, body } = await app.post<{ detail: string }>('/metrics/query', {
      from: 'now-1h',
      queries,
    });
    expect(status).toBe(400);
    expect(body.detail).toContain('queries.0.metric');
  });
});

describe('a forged cursor', () => {
  const LISTS: [path: string, sort: string, keys: unknown[]][] = [
    ['/resources', '-status', [2, 'name', 'svc']],
    ['/resources?sort=lastSeen', 'lastSeen', [1e12, 'name', 'svc']],
    ['/tasks', '-createdAt', [1e12, 'task']],
    ['/events', '-at', [1e12, 'event', 'svc']],
    ['/logs/search', '-at', [1e12, 'line', 'lg']],
    ['/recommendations', 'urgency', [0, 1, 5.5, 'rec']],
    ['/deployments', '-createdAt', [1e12, 'dep']],
    [`/resources/svc-aaaaaaaaaaaaaaaa/revisions`, '-at', [1e12]],
  ];
  const ask = (path: string, sort: string, keys: unknown[]) =>
    app.get<{ errors?: { field: string }[] }>(
      `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor(sort, ...keys)}`,
    );

  it.each(LISTS.slice(0, 7))('of the right form pages on in %s', async (path, sort, keys) => {
    expect((await ask(path, sort, keys)).status).toBe(200);
  });

  it.each(
    LISTS.flatMap(([path, sort, keys]) =>
      [1e308, -1, 1.5, '1', true].map((key) => [path, key, sort, keys] as const),
    ),
  )('in %s whose first key is %j is refused', async (path, key, sort, keys) => {
    if (path === '/resources/svc-aaaaaaaaaaaaaaaa/revisions') path = `/resources/${service()}/revisions`;
    const { status, body } = await ask(path, sort, [key, ...keys.slice(1)]);
    expect({ status, field: body.errors?.[0]?.field }).toEqual({ status: 400, field: 'cursor' });
  });

  it.each(LISTS.slice(0, 7))('in %s whose id no database could hold is refused', async (path, sort, keys) => {
    const { status } = await ask(path, sort, [...keys.slice(0, -1), 'a\0']);
    expect(status).toBe(400);
  });
});

describe('values beyond all bounds', () => {
  it.each(['now+999999y', 'now-999999y', 'now-999999y/d', '2026-02-30T00:00:00Z'])(
    'the range end %s is refused everywhere',
    async (from) => {
      for (const path of [
        `/metrics/query?resource=${service()}&metric=CPUUtilization&`,
        `/scaling?resource=${service()}&`,
        '/events?',
        '/tasks?',
        '/tasks/flow?',
        '/deployments?',
        '/logs/search?',
        '/overview?',
        '/collection/completeness?',
      ]) {
        const problem = await app.problem(`${path}from=${encodeURIComponent(from)}`);
        expect({ path, status: problem.status, field: problem.errors?.[0]?.field }).toEqual({
          path,
          status: 400,
          field: 'from',
        });
      }
    },
  );

  it.each(['99999999999', '-1', '0', '1.5'])('the revision %s is refused', async (revision) => {
    expect(await app.problem(`/tasks?revision=${revision}`)).toMatchObject({ status: 400 });
  });

  it.each(['environment=bogus', 'service=checkout', 'cluster=1', 'cause=%27', 'state=%F0%9F%98%80'])(
    'tasks by %s are refused or none',
    async (filter) => {
      const { status, body } = await app.get<{ total?: number }>(`/tasks?${filter}`);
      expect([status, body.total ?? null]).toEqual(filter.startsWith('state') ? [200, 0] : [400, null]);
    },
  );
});

describe('the body of /metrics/query', () => {
  const query = (): object => ({ id: 'a', resource: service(), metric: 'CPUUtilization' });

  it('names a member that is none instead of passing over it', async () => {
    const misspelt = await app.post<{ detail: string }>('/metrics/query', {
      from: 'now-1h',
      point: 5,
      queries: [query()],
    });
    expect([misspelt.status, misspelt.body.detail]).toEqual([400, expect.stringContaining('point')]);
    const inner = { ...query(), statistic: 'Maximum' };
    const { status, body } = await app.post<{ detail: string }>('/metrics/query', {
      from: 'now-1h',
      queries: [inner],
    });
    expect([status, body.detail]).toEqual([400, expect.stringContaining('statistic')]);
  });

  it.each([true, null, [5], '5', 0, 1501])('takes no %j for points', async (points) => {
    const { status } = await app.post('/metrics/query', { from: 'now-1h', points, queries: [query()] });
    expect(status).toBe(400);
  });

  it('takes up to 500 queries', async () => {
    const ask = async (count: number): Promise<number> =>
      (
        await app.post('/metrics/query', {
          from: 'now-1h',
          queries: Array.from({ length: count }, (_, i) => ({ ...query(), id: `q${i}` })),
        })
      ).status;
    expect([await ask(500), await ask(501)]).toEqual([200, 400]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { Problem } from '@danji/shared';
import { startTestApp, type TestApp } from './support/test-app.js';
import { insertResource, insertScope } from './support/rows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await insertScope(app.database.pool);
  await insertResource(app.database.pool, 'ecs_service', 1);
});
afterAll(() => app.close());

/** fetch does not let the Host header be set. */
function withHost(
  host: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path: '/api/v1/resources', headers: { host, ...headers } },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      },
    );
    sent.on('error', reject).end();
  });
}

describe('whoever asks from elsewhere', () => {
  it.each(['localhost:3000', '127.0.0.1:3001', '[::1]:3000', 'LOCALHOST:3000', 'danji.example.com'])(
    'is answered under our own name %s',
    async (host) => {
      expect((await withHost(host)).status).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'localhost',
    'localhost:4000',
    'localhost.evil.example:3000',
    'danji.example.com:8080',
  ])('is refused under the foreign Host %s', async (host) => {
    const { status, body } = await withHost(host);
    expect(status).toBe(403);
    const problem = Problem.parse(JSON.parse(body));
    expect(problem.code).toBe('FORBIDDEN');
    expect(problem.errors).toEqual([
      { field: 'Host', value: host, message: expect.stringContaining('DANJI_PUBLIC_URL') },
    ]);
  });

  it.each([
    'https://evil.example',
    'null',
    'http://localhost:3000.evil.example',
    'file://',
    'http://x@localhost:3000',
  ])('is refused from the foreign Origin %s', async (origin) => {
    const { status, body } = await withHost('localhost:3000', { origin });
    expect(status).toBe(403);
    expect(Problem.parse(JSON.parse(body)).errors?.[0]).toMatchObject({ field: 'Origin', value: origin });
  });

  it('is answered from our own page, and refused as a part of a foreign one', async () => {
    const own = { origin: 'http://localhost:3000' };
    expect((await withHost('localhost:3000', own)).status).toBe(200);
    expect((await withHost('localhost:3000', { origin: 'https://danji.example.com' })).status).toBe(200);
    const embedded = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await withHost('localhost:3000', embedded)).status).toBe(403);
    const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await withHost('localhost:3000', followed)).status).toBe(200);
  });
});

describe('every answer', () => {
  it('carries security headers and the request id', async () => {
    const { headers } = await app.get('/resources', { 'x-request-id': 'abcdefgh-1' });
    expect(headers.get('x-request-id')).toBe('abcdefgh-1');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('replaces a request id that is none', async () => {
    const { headers } = await app.get('/resources', { 'x-request-id': 'no spaces please' });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is a problem in the standard form when it is none', async () => {
    const { status, headers, body } = await app.get('/nowhere');
    expect(status).toBe(404);
    expect(headers.get('content-type')).toContain('application/problem+json');
    const problem = Problem.parse(body);
    expect(problem).toMatchObject({ code: 'NOT_FOUND', type: 'urn:danji:problem:not-found' });
    expect(problem.requestId).toBe(headers.get('x-request-id'));
  });

  it('says what is wrong with a body that is no JSON', async () => {
    const response = await fetch(`${app.url}/api/v1/metrics/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"from":',
    });
    expect(response.status).toBe(400);
    expect(Problem.parse(await response.json()).code).toBe('VALIDATION');
  });

  it('keeps what failed inside to the log', async () => {
    const { pool } = app.database;
    await pool.query('ALTER TABLE resource RENAME TO resource_hidden');
    try {
      const problem = await app.problem('/resources');
      expect(problem).toMatchObject({ status: 500, code: 'INTERNAL' });
      expect(JSON.stringify(problem)).not.toContain('relation');
    } finally {
      await pool.query('ALTER TABLE resource_hidden RENAME TO resource');
    }
  });
});

describe('bad input is refused with field, value and remedy', () => {
  it.each([
    ['/resources?limit=0', 'limit', '0', />=1|Too small/],
    ['/resources?limit=501', 'limit', '501', /500/],
    ['/resources?limit=ten', 'limit', 'ten', /number/],
    ['/resources?kind=ecs_servce', 'kind.0', 'ecs_servce', /ecs_service/],
    ['/resources?sort=colour', 'sort', 'colour', /name/],
    ['/resources?cursor=abc', 'cursor', 'abc', /nextCursor/],
    ['/resources?colour=red', 'colour', 'red', /known ones are .*kind/],
    ['/collection?colour=red', 'colour', 'red', /takes no query parameters/],
    ['/tasks/task-aaaaaaaaaaaaaaab?x=1', 'x', '1', /takes no query parameters/],
    ['/resources?at=yesterday', 'at', 'yesterday', /2026-11-23T09:00:00Z/],
    ['/resources/svc-1', 'id', 'svc-1', /base32/],
    ['/tasks?state=running&from=2026-13-01T00:00:00Z', 'from', '2026-13-01T00:00:00Z', /ISO 8601/],
    ['/tasks?from=now-1h&to=now-2h', 'from', 'now-1h', /earlier than to/],
    ['/tasks?service=checkout-api', 'service', 'checkout-api', /base32/],
    ['/events?resource=1', 'resource', '1', /base32/],
    ['/scaling?resource=svc-1', 'resource', 'svc-1', /base32/],
    ['/resources?parent=prod', 'parent', 'prod', /base32/],
    ['/tasks?facets=colour', 'facets', 'colour', /state, cause/],
    ['/tasks?cause=bored', 'cause.0', 'bored', /oom/],
    ['/events?from=now&to=now-1h', 'from', 'now', /earlier than to/],
    ['/events?kinds=party', 'kinds.0', 'party', /deployment/],
    ['/logs/search?level=loud', 'level.0', 'loud', /error/],
    [
      '/metrics/query?resource=svc-aaaaaaaaaaaaaaab&metric=CPUUtilization&from=now-1h&points=0',
      'points',
      '0',
      /1/,
    ],
    [
      '/metrics/query?resource=svc-aaaaaaaaaaaaaaab&metric=CPU%7BUtilization&from=now-1h',
      'metric.0',
      'CPU{Utilization',
      /CloudWatch/,
    ],
    [
      '/metrics/query?resource=svc-aaaaaaaaaaaaaaab&metric=CPUUtilization&from=now-1h&stat=mean',
      'stat.0',
      'mean',
      /Average/,
    ],
    [
      '/metrics/query?resource=svc-aaaaaaaaaaaaaaab&metric=CPUUtilization&from=now-1h&tz=Seoul',
      'tz',
      'Seoul',
      /Asia\/Seoul/,
    ],
    [
      '/metrics/query?resource=svc-aaaaaaaaaaaaaaab&metric=CPUUtilization&from=1999-01-01T00:00:00Z',
      'from',
      '1999-01-01T00:00:00Z',
      /2010/,
    ],
    [
      '/metrics/query?resource=svc-aaaaaaaaaaaaaaab&metric=CPUUtilization&from=now-1y&points=10',
      'points',
      '10',
      /366 points/,
    ],
    ['/metrics/query?metric=CPUUtilization&from=now-1h', 'resource', null, /./],
  ])('%s', async (path, field, value, remedy) => {
    const problem = await app.problem(path);
    expect(problem).toMatchObject({ status: 400, code: 'VALIDATION' });
    expect(problem.errors).toContainEqual({ field, value, message: expect.stringMatching(remedy) });
  });

  it.each([
    '/resources/svc-zzzzzzzzzzzzzzzz',
    '/resources/task-zzzzzzzzzzzzzzzz',
    '/tasks/task-zzzzzzzzzzzzzzzz',
    '/resources/svc-zzzzzzzzzzzzzzzz/revisions',
    '/resources/svc-zzzzzzzzzzzzzzzz/events',
    '/logs/search?resource=svc-zzzzzzzzzzzzzzzz',
    '/metrics/catalogue?resource=svc-zzzzzzzzzzzzzzzz',
    '/metrics/query?resource=svc-zzzzzzzzzzzzzzzz&metric=CPUUtilization&from=now-1h',
  ])('%s is not found', async (path) => {
    expect(await app.problem(path)).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
      detail: expect.stringContaining('zzzzzzzzzzzzzzzz'),
    });
  });
});

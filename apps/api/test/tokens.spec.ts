import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TokenList, TokenMade, type List, type Problem, type TokenItem } from '@danji/shared';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { insertScope } from './support/rows.js';

const DAY = 86_400_000;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await insertScope(app.database.pool);
});
afterAll(() => app.close());

async function make(input: object = {}): Promise<TokenMade> {
  return TokenMade.parse((await app.post('/tokens', { name: 'ci', ...input })).body);
}
const bearer = (secret: string): Record<string, string> => ({ authorization: `Bearer ${secret}` });
const note = (title: string): object => ({ kind: 'note', labels: {}, title });
const post = (secret: string, title: string) => app.post<Problem>('/events', note(title), bearer(secret));

describe('a token', () => {
  it('is shown once and kept only as a hash', async () => {
    const made = await make({ name: 'github-checkout' });
    expect(made.secret).toMatch(/^danji_[a-z2-7]{8}_[\w-]{43}$/);
    expect(made.secret.startsWith(made.prefix)).toBe(true);
    const listed = await app.get<List<TokenItem>>('/tokens');
    expect(TokenList.parse(listed.body).items[0]).toMatchObject({ id: made.id, lastUsedAt: null });
    expect(JSON.stringify(listed.body)).not.toContain(made.secret);
    const { rows } = await app.database.pool.query<{ text: string }>(
      'SELECT api_token::text AS text FROM api_token',
    );
    expect(rows.some(({ text }) => text.includes(made.secret.slice(15)))).toBe(false);
  });

  it('posts events, and its last use is noted', async () => {
    const { id, secret } = await make();
    expect((await post(secret, 'used')).status).toBe(200);
    const { items } = (await app.get<List<TokenItem>>('/tokens')).body;
    expect(items.find((item) => item.id === id)?.lastUsedAt).toBe(new Date(NOW).toISOString());
  });

  it('can do nothing else: it reads nothing, makes no token and revokes none', async () => {
    const { id, secret } = await make();
    const tries = await Promise.all([
      app.get('/events', bearer(secret)),
      app.get('/resources', bearer(secret)),
      app.get('/collection', bearer(secret)),
      app.get('/health/ready', bearer(secret)),
      app.get('/tokens', bearer(secret)),
      app.post('/tokens', { name: 'another' }, bearer(secret)),
      app.delete(`/tokens/${id}`, bearer(secret)),
      app.post('/metrics/query', { from: 'now-1h', queries: [] }, bearer(secret)),
    ]);
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([403]));
  });

  it('is refused once it is revoked or has expired, and says which', async () => {
    const revoked = await make();
    await app.delete(`/tokens/${revoked.id}`);
    const first = await post(revoked.secret, 'late');
    expect([first.status, first.body.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(first.body.detail).toContain('revoked');
    expect(first.headers.get('www-authenticate')).toMatch(/^Bearer/);
    const short = await make({ expiresInDays: 1 });
    app.clock.at = NOW + DAY;
    expect((await post(short.secret, 'late')).body.detail).toContain('expired');
    app.clock.at = NOW;
  });

  it.each(['danji_aaaaaaaa_x', 'nonsense', `danji_aaaaaaaa_${'A'.repeat(43)}`, '', 'a'.repeat(300)])(
    'that is none of ours (%j) never becomes the local operator',
    async (secret) => {
      const { status, body } = await app.get<Problem>('/resources', bearer(secret));
      expect([status, body.code]).toEqual([401, 'UNAUTHENTICATED']);
    },
  );

  it('of which all but the last letter is right is refused', async () => {
    const { secret } = await make();
    const other = secret.endsWith('A') ? 'B' : 'A';
    expect((await post(`${secret.slice(0, -1)}${other}`, 'near')).status).toBe(401);
  });

  it('may send sixty requests at once and then one a second', async () => {
    const [first, second] = [await make(), await make()];
    const sent = await Promise.all(Array.from({ length: 70 }, (_, i) => post(first.secret, `burst ${i}`)));
    const refused = sent.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    expect(refused[0]?.body.code).toBe('RATE_LIMITED');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(second.secret, 'another token')).status).toBe(200);
    app.clock.at = NOW + 2000;
    const later = await Promise.all([1, 2, 3].map((i) => post(first.secret, `later ${i}`)));
    expect(later.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
    app.clock.at = NOW;
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ name: 'ci', scopes: ['fleet:read'] }, 'scopes.0'],
    [{ name: 'ci', scopes: [] }, 'scopes'],
    [{ name: 'ci', expiresInDays: 0 }, 'expiresInDays'],
    [{ name: 'ci', expiresInDays: 1.5 }, 'expiresInDays'],
    [{ name: 'a\0b' }, 'name'],
  ])('is not made from %j', async (input, field) => {
    const { status, body } = await app.post<Problem>('/tokens', input);
    expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
  });

  it('that nobody made cannot be revoked', async () => {
    expect((await app.delete('/tokens/tok-aaaaaaaaaaaaaaaa')).status).toBe(404);
    expect((await app.delete('/tokens/nonsense')).status).toBe(400);
  });
});

describe('the list of tokens', () => {
  it('pages newest first, and refuses a forged cursor', async () => {
    const whole = (await app.get<List<TokenItem>>('/tokens?limit=500')).body;
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: List<TokenItem> = (
        await app.get<List<TokenItem>>(`/tokens?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`)
      ).body;
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(ids).toEqual(whole.items.map(({ id }) => id));
    const forged = Buffer.from(JSON.stringify(['-createdAt', 1e308, 'x'])).toString('base64url');
    expect((await app.problem(`/tokens?cursor=${forged}`)).errors?.[0]?.field).toBe('cursor');
  });
});

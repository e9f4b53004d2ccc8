import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { createTestDatabase, connect, DatabaseError, migrate, type TestDatabase } from '../src/index.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The test server's address with parts of it changed. */
function changed(
  parts: Partial<Pick<URL, 'port' | 'pathname' | 'username' | 'password' | 'hostname'>>,
): string {
  return Object.assign(new URL(database.url), parts).toString();
}

async function refusal(databaseUrl: string): Promise<DatabaseError[]> {
  const attempts = [migrate({ databaseUrl }), connect({ databaseUrl, applicationName: 'danji-test' })];
  const outcomes = await Promise.allSettled<unknown>(attempts);
  return outcomes.map((outcome) => {
    if (outcome.status === 'fulfilled') throw new Error(`${databaseUrl} was taken`);
    expect(outcome.reason).toBeInstanceOf(DatabaseError);
    return outcome.reason as DatabaseError;
  });
}

describe('a database that cannot be reached', () => {
  it('is explained where something else listens, which hangs up', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    for (const error of await refusal(changed({ hostname: '127.0.0.1', port: String(port) }))) {
      expect(error.message).toMatch(/no PostgreSQL answers there/);
      expect(error.transient).toBe(true);
    }
    await new Promise((resolve) => server.close(resolve));
  });

  it.each([
    [
      'nothing listens there',
      { port: '1', hostname: '127.0.0.1' },
      /no PostgreSQL answers.*ECONNREFUSED.*Start it/,
      true,
    ],
    ['no such host', { hostname: 'no-such-host.invalid' }, /no PostgreSQL answers.*unset DATABASE_URL/, true],
    ['no such database', { pathname: '/danji_test_nowhere' }, /CREATE DATABASE danji_test_nowhere/, false],
  ])('is explained with a remedy and without the password: %s', async (_what, parts, words, transient) => {
    for (const error of await refusal(changed({ ...parts, password: 'hunter2-that-is-wrong' }))) {
      if (error.message.includes('refuses the password')) continue;
      expect(error.message).toMatch(words);
      expect(error.transient).toBe(transient);
    }
    for (const error of await refusal(changed(parts))) {
      expect(error.message).toMatch(words);
      expect(error.message).toMatch(/^DATABASE_URL is postgres/);
      expect(error.message).not.toContain(new URL(database.url).password || 'hunter2');
    }
  });

  it('is no reason to try again when the user is unknown', async () => {
    for (const error of await refusal(changed({ username: 'danji_nobody', password: 'hunter2' }))) {
      expect(error.message).toMatch(/the server refuses (the password|this user)/);
      expect(error.message).not.toContain('hunter2');
      expect(error.transient).toBe(false);
    }
  });
});

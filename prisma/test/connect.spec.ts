import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, createTestDatabase, Prisma, type Connection, type TestDatabase } from '../src/index.js';
import { assertServerVersion } from '../src/server-version.js';

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = await connect({ databaseUrl: database.url, applicationName: 'danji-spec' });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

/** A Prisma model's delegate by name, for the one test that walks all of them. */
function reader(name: string): { findFirst(): Promise<unknown> } {
  const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return (connection.prisma as unknown as Record<string, { findFirst(): Promise<unknown> }>)[key]!;
}

describe('connect', () => {
  it('gives Prisma and SQL over one database', async () => {
    await connection.prisma.setting.create({ data: { key: 'a', value: { n: 1 }, updatedAt: new Date(0) } });
    const { rows } = await connection.pool.query(`SELECT key, value FROM setting`);
    expect(rows).toEqual([{ key: 'a', value: { n: 1 } }]);
  });

  it('names itself to the server', async () => {
    const { rows } = await connection.pool.query(`SELECT current_setting('application_name') AS name`);
    expect(rows).toEqual([{ name: 'danji-spec' }]);
  });

  it.each(Object.values(Prisma.ModelName))(
    'reads %s as schema.prisma and the migrations describe it',
    async (name) => {
      expect(await reader(name).findFirst()).toBeDefined();
    },
  );

  it('survives connections that the server cuts, and tells of those that were idle', async () => {
    const lost: Error[] = [];
    const other = await connect({
      databaseUrl: database.url,
      applicationName: 'danji-cut',
      onConnectionLost: (error) => lost.push(error),
    });
    await connection.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'danji-cut'`,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await other.pool.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    expect(lost).toHaveLength(1);
    await other.close();
  });

  it('refuses a server older than 15 and says what was found', () => {
    expect(() => assertServerVersion(140_012, '14.12')).toThrow(/PostgreSQL 14\.12; Danji needs 15 or newer/);
    expect(() => assertServerVersion(150_000, '15.0')).not.toThrow();
  });
});

import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, dropTestDatabase } from '../src/index.js';

async function databases(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    return rows.map(({ datname }) => datname);
  } finally {
    await client.end();
  }
}

describe('createTestDatabase', () => {
  it('gives each caller a migrated database of its own and drops it', async () => {
    const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(one.name).toMatch(/^danji_test_[0-9a-f]{16}$/);
    expect(one.name).not.toBe(two.name);
    await one.drop();
    const left = await databases(two.url);
    expect(left).toContain(two.name);
    expect(left).not.toContain(one.name);
    await two.drop();
  });

  it.each(['postgres', 'danji', 'danji_test', 'Danji_test_x', 'danji_test_a"; DROP DATABASE danji; --'])(
    'refuses to drop %s',
    async (name) => {
      const url = 'postgresql://nobody@127.0.0.1:1/none';
      await expect(dropTestDatabase(url, name)).rejects.toThrow(/databases named danji_test_\* only, not/);
    },
  );
});

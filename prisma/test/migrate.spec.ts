import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, migrate, type TestDatabase } from '../src/index.js';
import { withFolder } from './folders.js';

const FIRST = '20261123000000_init';
let database: TestDatabase | undefined;

afterEach(async () => {
  await database?.drop();
  database = undefined;
});

async function emptyDatabase(): Promise<string> {
  database = await createTestDatabase({ migrated: false });
  return database.url;
}

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function writeMigration(directory: string, name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, 'migration.sql'), sql);
  await writeFile(join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n');
}

describe('migrate', () => {
  it('applies every migration of the package once', async () => {
    const url = await emptyDatabase();
    expect(await migrate({ databaseUrl: url })).toContain(FIRST);
    expect(await migrate({ databaseUrl: url })).toEqual([]);
  });

  it('keeps the same history table as the Prisma CLI', async () => {
    const url = await emptyDatabase();
    await migrate({ databaseUrl: url });
    const columns = await query(
      url,
      `SELECT column_name AS name, data_type AS type, character_maximum_length AS length, is_nullable AS nullable, column_default AS fallback
         FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`,
    );
    // schema-engine/connectors/sql-schema-connector: flavour/postgres.rs, create_migrations_table
    expect(columns).toEqual([
      { name: 'id', type: 'character varying', length: 36, nullable: 'NO', fallback: null },
      { name: 'checksum', type: 'character varying', length: 64, nullable: 'NO', fallback: null },
      {
        name: 'finished_at',
        type: 'timestamp with time zone',
        length: null,
        nullable: 'YES',
        fallback: null,
      },
      { name: 'migration_name', type: 'character varying', length: 255, nullable: 'NO', fallback: null },
      { name: 'logs', type: 'text', length: null, nullable: 'YES', fallback: null },
      {
        name: 'rolled_back_at',
        type: 'timestamp with time zone',
        length: null,
        nullable: 'YES',
        fallback: null,
      },
      {
        name: 'started_at',
        type: 'timestamp with time zone',
        length: null,
        nullable: 'NO',
        fallback: 'now()',
      },
      { name: 'applied_steps_count', type: 'integer', length: null, nullable: 'NO', fallback: '0' },
    ]);
    const [row] = await query<Record<string, unknown>>(
      url,
      `SELECT * FROM _prisma_migrations WHERE migration_name = '${FIRST}'`,
    );
    const file = fileURLToPath(new URL(`../migrations/${FIRST}/migration.sql`, import.meta.url));
    const checksum = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    expect(row).toMatchObject({ checksum, applied_steps_count: 1, logs: null, rolled_back_at: null });
    expect(row?.['finished_at']).toBeInstanceOf(Date);
  });

  it('lets processes that start at the same moment take turns', async () => {
    const url = await emptyDatabase();
    const results = await Promise.all([1, 2, 3].map(() => migrate({ databaseUrl: url })));
    expect(results.flat().filter((name) => name === FIRST)).toHaveLength(1);
  });

  it('runs scripts whole: function bodies, DO blocks, partitions, semicolons in comments and texts', async () => {
    await withFolder(async (directory) => {
      await writeMigration(
        directory,
        '20260101000000_all',
        `-- a comment; with a semicolon
         CREATE TABLE parts (at date NOT NULL, text text DEFAULT 'a;b') PARTITION BY RANGE (at);
         CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql AS $$
           BEGIN n := n * 2; RETURN n; END $$;
         DO $$ BEGIN
           FOR i IN 1..3 LOOP
             EXECUTE format('CREATE TABLE parts_%s PARTITION OF parts FOR VALUES FROM (%L) TO (%L)',
               i, make_date(2026, i, 1), make_date(2026, i + 1, 1));
           END LOOP;
         END $$;
         INSERT INTO parts (at) VALUES ('2026-02-03');`,
      );
      const url = await emptyDatabase();
      expect(await migrate({ databaseUrl: url, directory })).toEqual(['20260101000000_all']);
      const rows = await query(url, `SELECT tableoid::regclass::text AS part, text, twice(21) FROM parts`);
      expect(rows).toEqual([{ part: 'parts_2', text: 'a;b', twice: 42 }]);
    });
  });

  it('leaves nothing of a script that fails, says why, and succeeds once it is corrected', async () => {
    await withFolder(async (directory) => {
      const name = '20260101000000_bad';
      await writeMigration(directory, name, 'CREATE TABLE half (id int); SELECT nonsense;');
      const url = await emptyDatabase();
      await expect(migrate({ databaseUrl: url, directory })).rejects.toThrow(
        `The migration ${name} failed and nothing was changed: column "nonsense" does not exist`,
      );
      expect(
        await query(url, `SELECT 1 FROM pg_class WHERE relname IN ('half', '_prisma_migrations')`),
      ).toEqual([]);
      await writeMigration(directory, name, 'CREATE TABLE half (id int);');
      expect(await migrate({ databaseUrl: url, directory })).toEqual([name]);
    });
  });

  it.each(['', 'nonsense', 'mysql://u:p@h/d', 'postgresql://u:secret@h:5432'])(
    'refuses the address "%s" by name, without its password',
    async (databaseUrl) => {
      const failure = await migrate({ databaseUrl }).catch((error: Error) => error);
      expect(failure).toMatchObject({ name: 'DatabaseError' });
      expect(String(failure)).toMatch(/DATABASE_URL is .*it must read postgresql:/);
      expect(String(failure)).not.toContain('secret');
    },
  );
});

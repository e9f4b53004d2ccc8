import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DatabaseError } from '../errors.js';
import { migrate } from '../migrate/migrate.js';
import { fingerprint, readMigrations } from '../migrate/migrations.js';
import { testServerUrl } from './test-server.js';

export interface TestDatabase {
  name: string;
  url: string;
  /** Drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** False leaves the database empty. Default true. */
  migrated?: boolean;
}

const NAME = /^danji_test_[a-z0-9_]+$/;
/** Held while the template is made, so that spec files starting together make it once. */
const TEMPLATE_LOCK = 7_264_581_002;

/** SQLSTATE and socket codes of a server that goes or is gone. */
const SERVER_GONE = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET']);
const ATTEMPTS = 5;

/** Tests touch only databases of this name. */
function assertTestName(name: string): void {
  if (!NAME.test(name)) {
    throw new DatabaseError(`Tests may create and drop databases named danji_test_* only, not "${name}".`);
  }
}

function withDatabase(url: string, name: string): string {
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.toString();
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'danji-test' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function create(client: pg.Client, name: string, template?: string): Promise<void> {
  assertTestName(name);
  try {
    await client.query(
      template === undefined ? `CREATE DATABASE ${name}` : `CREATE DATABASE ${name} TEMPLATE ${template}`,
    );
  } catch (cause) {
    if ((cause as { code?: string }).code !== '42501') throw cause;
    throw new DatabaseError(
      `Tests need a role that may create databases: grant CREATEDB to the user of DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * Drops a test database.
 * @throws DatabaseError for any name but danji_test_*.
 */
export async function dropTestDatabase(serverUrl: string, name: string): Promise<void> {
  assertTestName(name);
  await onServer(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

/** The migrated database that others are copied from; made once per set of migrations. */
async function ensureTemplate(serverUrl: string): Promise<string> {
  const template = `danji_test_template_${fingerprint(await readMigrations())}`;
  await onServer(serverUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount !== 0) return;
    const building = `danji_test_building_${randomBytes(6).toString('hex')}`;
    await create(client, building);
    await migrate({ databaseUrl: withDatabase(serverUrl, building) });
    await client.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
  });
  return template;
}

/**
 * Creates a database of its own for one spec file, on DATABASE_URL or on a shared embedded server, and migrates it by
 * copying a template. Call `drop` when done.
 * @throws DatabaseError when the server cannot be used for tests.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await createOnce(options);
    } catch (error) {
      // The shared server may have stopped, idle, between being found and being used; the next attempt starts it.
      if (!SERVER_GONE.has((error as { code?: string }).code ?? '') || attempt === ATTEMPTS) throw error;
    }
  }
}

async function createOnce(options: TestDatabaseOptions): Promise<TestDatabase> {
  const serverUrl = await testServerUrl();
  const name = `danji_test_${randomBytes(8).toString('hex')}`;
  const template = options.migrated === false ? undefined : await ensureTemplate(serverUrl);
  await onServer(serverUrl, (client) => create(client, name, template));
  return { name, url: withDatabase(serverUrl, name), drop: () => dropTestDatabase(serverUrl, name) };
}

/** Drops the templates that `createTestDatabase` left on a server; the run that is over calls it. */
export async function dropTestTemplates(serverUrl: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await client.query<{ datname: string }>(
      String.raw`SELECT datname FROM pg_database WHERE datname LIKE 'danji\_test\_template\_%'`,
    );
    for (const { datname } of found.rows) await client.query(`DROP DATABASE IF EXISTS ${datname}`);
  });
}

import pg from 'pg';
import { explainConnectionError } from '../errors.js';
import { assertDatabaseUrl, checkServer } from '../server-version.js';
import { readMigrations } from './migrations.js';
import { applyWithEngine } from './schema-engine.js';

/** Held while migrations run, so that processes which start at the same moment take turns. */
const MIGRATION_LOCK = 7_264_581_001;

export interface MigrateOptions {
  databaseUrl: string;
  /** Default: the package's own prisma/migrations. */
  directory?: string;
}

/**
 * Brings the database to the newest migration. Safe to call from several processes at once.
 * @returns the names of the migrations applied by this call; empty when there was nothing to do.
 * @throws DatabaseError for a malformed URL, an unfit server, or one that does not answer or refuses us; Error naming the migration that failed.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  assertDatabaseUrl(options.databaseUrl);
  const migrations = await readMigrations(options.directory);
  const client = new pg.Client({
    connectionString: options.databaseUrl,
    application_name: 'danji-migrate-lock',
    connectionTimeoutMillis: 10_000,
  });
  try {
    await client.connect();
    await checkServer(client);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await applyWithEngine(options.databaseUrl, migrations);
  } catch (error) {
    throw explainConnectionError(error, options.databaseUrl);
  } finally {
    await client.end();
  }
}

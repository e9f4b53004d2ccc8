/**
 * The only file that knows Prisma's schema engine as WebAssembly. The package is Prisma's own but internal to its CLI:
 * it is pinned to one build, and its shape is checked by this package's tests.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { DatabaseError } from '../errors.js';

type Exports = Record<string, unknown>;

// Node has WebAssembly; TypeScript describes it only together with the whole DOM.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Exports } }>;
};

/** What the engine calls, its timers set so that a time limit of a step that is done keeps no process alive. */
function imports(): object {
  const functions: Record<string, unknown> = { ...engine };
  for (const name of Object.keys(functions)) {
    if (!name.startsWith('__wbg_setTimeout_')) continue;
    functions[name] = (callback: () => void, ms: number) => setTimeout(callback, ms >>> 0).unref();
  }
  return functions;
}

let loaded: Promise<void> | undefined;

/** Instantiated by hand: the package's own entry imports the .wasm as a module, which Jest cannot. */
function load(): Promise<void> {
  loaded ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports() });
    (engine as unknown as { __wbg_set_wasm(exports: Exports): void }).__wbg_set_wasm(instance.exports);
    (instance.exports['__wbindgen_start'] as () => void)();
  })();
  return loaded;
}

/** What the database said to a script; the engine's own error only tells where in its source it noticed. */
interface ScriptFailure {
  script: string;
  message: string | null;
}

/**
 * The pg adapter with a script runner that leaves the script whole. The published one cuts at every semicolon, which
 * breaks function bodies, DO blocks and comments; PostgreSQL takes many statements in one simple query.
 */
function wholeScripts(pool: pg.Pool, failure: ScriptFailure): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect();
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script);
      } catch (error) {
        failure.script = script;
        failure.message = error instanceof Error ? error.message : String(error);
        throw error;
      }
    };
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}

async function apply(
  pool: pg.Pool,
  failure: ScriptFailure,
  migrationsList: MigrationList,
): Promise<string[]> {
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool, failure));
  const schemaEngine: SchemaEngine = await engine.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    adapter,
  );
  try {
    const filters = { externalTables: [], externalEnums: [] };
    const { appliedMigrationNames } = await schemaEngine.applyMigrations({ migrationsList, filters });
    return appliedMigrationNames;
  } finally {
    schemaEngine.free();
  }
}

/**
 * Applies the migrations that the database does not have yet and records them in `_prisma_migrations`, all in one
 * transaction: a script that fails, or a process that is killed meanwhile, leaves neither half a schema nor a failed
 * entry that would block the next start.
 * @returns the names applied now.
 * @throws DatabaseError with what the database said to the script; the engine's own error for anything else.
 */
export async function applyWithEngine(databaseUrl: string, migrationsList: MigrationList): Promise<string[]> {
  await load();
  // One session, never replaced, so that everything the engine sends lies between BEGIN and COMMIT.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    idleTimeoutMillis: 0,
    application_name: 'danji-migrate',
  });
  const failure: ScriptFailure = { script: '', message: null };
  pool.on('error', (error) => (failure.message ??= error.message));
  try {
    await pool.query('BEGIN');
    const applied = await apply(pool, failure, migrationsList);
    await pool.query('COMMIT');
    return applied;
  } catch (cause) {
    if (failure.message === null) throw cause;
    const failed = migrationsList.migrationDirectories.find(
      ({ migrationFile }) => migrationFile.content.value === failure.script,
    );
    throw new DatabaseError(
      `The migration ${failed?.path ?? 'history'} failed and nothing was changed: ${failure.message}`,
      { cause },
    );
  } finally {
    await pool.end();
  }
}

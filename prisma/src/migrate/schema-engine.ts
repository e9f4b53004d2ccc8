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

type Exports = Record<string, unknown>;

// Node has WebAssembly; TypeScript describes it only together with the whole DOM.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Exports } }>;
};

let loaded: Promise<void> | undefined;

/** Instantiated by hand: the package's own entry imports the .wasm as a module, which Jest cannot. */
function load(): Promise<void> {
  loaded ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, {
      './schema_engine_bg.js': engine,
    });
    (engine as unknown as { __wbg_set_wasm(exports: Exports): void }).__wbg_set_wasm(instance.exports);
    (instance.exports['__wbindgen_start'] as () => void)();
  })();
  return loaded;
}

/**
 * The pg adapter with a script runner that leaves the script whole. The published one cuts at every semicolon, which
 * breaks function bodies, DO blocks and comments. PostgreSQL takes many statements in one simple query and runs them
 * in one transaction, as the CLI's native engine does.
 */
function wholeScripts(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect();
    adapter.executeScript = async (script) => {
      await pool.query(script);
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

/**
 * Applies the migrations that the database does not have yet and records them in `_prisma_migrations`.
 * @returns the names applied now.
 * @throws Error of the engine: a failed or missing migration, or the SQL error of the script.
 */
export async function applyWithEngine(databaseUrl: string, migrationsList: MigrationList): Promise<string[]> {
  await load();
  // One session for everything: the engine sets what later statements rely on.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, application_name: 'danji-migrate' });
  pool.on('error', () => undefined);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool));
    const schemaEngine: SchemaEngine = await engine.SchemaEngine.new(
      { datamodels: undefined },
      () => undefined,
      adapter,
    );
    try {
      const output = await schemaEngine.applyMigrations({
        migrationsList,
        filters: { externalTables: [], externalEnums: [] },
      });
      return output.appliedMigrationNames;
    } finally {
      schemaEngine.free();
    }
  } finally {
    await pool.end();
  }
}

/**
 * Danji's database: the Prisma client, a pool for SQL, the migrations, the embedded PostgreSQL and databases for tests.
 *
 * - `connect({databaseUrl, applicationName})` answers `{prisma, pool, close}` over any PostgreSQL >= 15.
 * - `migrate({databaseUrl})` applies prisma/migrations; several processes may call it at once.
 * - `startEmbedded({dataDir})` starts, or takes over, the embedded server.
 * - `createTestDatabase()` answers a migrated database named danji_test_* of its own for one spec file.
 */
export { connect, type Connection, type ConnectOptions } from './connect.js';
export { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from './embedded/server.js';
export { DatabaseError, describeUrl } from './errors.js';
export { Prisma, PrismaClient } from './generated/client.js';
export { migrate, type MigrateOptions } from './migrate/migrate.js';
export {
  createTestDatabase,
  dropTestDatabase,
  dropTestTemplates,
  type TestDatabase,
  type TestDatabaseOptions,
} from './testing/test-database.js';

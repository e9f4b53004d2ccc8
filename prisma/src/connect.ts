import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { explainConnectionError } from './errors.js';
import { PrismaClient } from './generated/client.js';
import { assertDatabaseUrl, checkServer } from './server-version.js';

export interface ConnectOptions {
  databaseUrl: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Most connections held at once; Prisma and SQL share them. Default 10. */
  poolSize?: number;
  /** Told of an idle connection that broke; the pool replaces it by itself. */
  onConnectionLost?: (error: Error) => void;
}

/** One pool, seen through Prisma for the small tables and through SQL for the partitioned ones. */
export interface Connection {
  prisma: PrismaClient;
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Connects to a PostgreSQL of version 15 or newer and checks that it answers.
 * @throws DatabaseError for a malformed URL, an older server, or one that does not answer or refuses us.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  assertDatabaseUrl(options.databaseUrl);
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    application_name: options.applicationName,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
  });
  // Without a listener a connection that breaks while idle would end the process.
  pool.on('error', (error) => options.onConnectionLost?.(error));
  try {
    await checkServer(pool);
  } catch (error) {
    await pool.end();
    throw explainConnectionError(error, options.databaseUrl);
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

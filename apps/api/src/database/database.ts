import type { PrismaClient } from '@danji/database';
import type pg from 'pg';

/** Injection token of the one database: Prisma for small tables, the pool for bulk and partitioned ones. */
export abstract class Database {
  abstract readonly pool: pg.Pool;
  abstract readonly prisma: PrismaClient;
  abstract readonly url: string;
}

/** What can be asked in SQL: the pool, or a client inside a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;
export type Pool = pg.Pool;

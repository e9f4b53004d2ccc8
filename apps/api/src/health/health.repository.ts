import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';

@Injectable()
export class HealthRepository {
  constructor(private readonly database: Database) {}

  /** Whether the queue's tables are there, and when a sweep last succeeded. Throws when the database does not answer. */
  async read(now: number): Promise<{ queue: boolean; last_collection: Date | null }> {
    const sql = `
      SELECT to_regclass('pgboss.job') IS NOT NULL AS queue,
             (SELECT max(finished_at) FROM collection_run
               WHERE job = 'inventory' AND status <> 'failed' AND started_at > to_timestamp($1::float8 / 1000) - interval '1 day') AS last_collection`;
    const { rows } = await this.database.pool.query<{ queue: boolean; last_collection: Date | null }>(sql, [
      now,
    ]);
    return rows[0] ?? { queue: false, last_collection: null };
  }
}

import { Injectable } from '@nestjs/common';
import type { Context } from '@danji/shared';
import type { DatabaseLine } from '@danji/analysis';
import { Database } from '../database/index.js';
import { Conditions } from '../paging/index.js';

export interface DatabaseRow {
  id: string;
  name: string;
  scopeId: string;
  region: string;
  attributes: Record<string, unknown>;
}

/** Lines that one answer looks at, at most: the newest ones. */
const MOST_LINES = 50_000;

/** The stored log lines of a database, and how far they reach. */
@Injectable()
export class StatementRepository {
  constructor(private readonly database: Database) {}

  async databaseOf(ctx: Context, id: string): Promise<(DatabaseRow & { kind: string }) | null> {
    const where = new Conditions().equal('id', id).visibleTo(ctx, 'scope_id');
    const { rows } = await this.database.pool.query<DatabaseRow & { kind: string }>(
      `SELECT id, kind, name, scope_id AS "scopeId", region, attributes FROM resource WHERE ${where.toSql()}`,
      where.values,
    );
    return rows[0] ?? null;
  }

  /** Lines of [from, to) (epoch ms), oldest first; whether there were more than are looked at. */
  async lines(id: string, from: number, to: number): Promise<{ lines: DatabaseLine[]; cut: boolean }> {
    const { rows } = await this.database.pool.query<{ at: number; message: string }>(
      `SELECT extract(epoch FROM at)::float8 * 1000 AS at, message FROM log_line
        WHERE source_id = $1 AND at >= to_timestamp($2::float8 / 1000) AND at < to_timestamp($3::float8 / 1000)
        ORDER BY at DESC LIMIT ${MOST_LINES + 1}`,
      [id, from, to],
    );
    return { lines: rows.slice(0, MOST_LINES).reverse(), cut: rows.length > MOST_LINES };
  }

  /** Since when its log is read (epoch ms), and the seconds of [from, to) that were. Null: never. */
  async coverage(
    id: string,
    from: number,
    to: number,
  ): Promise<{ readFrom: number | null; seconds: number }> {
    const { rows } = await this.database.pool.query<{ read_from: Date | null; seconds: number | null }>(
      `SELECT min(minute) AS read_from,
              (SELECT sum(covered)::float8 FROM (
                 SELECT max(covered_seconds) AS covered FROM log_minute
                  WHERE source_id = $1 AND minute >= to_timestamp($2::float8 / 1000)
                    AND minute < to_timestamp($3::float8 / 1000) GROUP BY minute) each_minute) AS seconds
         FROM log_minute WHERE source_id = $1`,
      [id, from, to],
    );
    return { readFrom: rows[0]?.read_from?.getTime() ?? null, seconds: rows[0]?.seconds ?? 0 };
  }
}

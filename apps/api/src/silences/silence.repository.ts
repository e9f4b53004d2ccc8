import { Injectable } from '@nestjs/common';
import type { Context, SilenceMatcher } from '@danji/shared';
import { Database, instant } from '../database/index.js';
import { hidesSql } from '../incidents/index.js';
import { Conditions, countSql } from '../paging/index.js';

export interface SilenceRow {
  id: string;
  matcher: SilenceMatcher;
  reason: string;
  starts_at: Date;
  ends_at: Date;
  created_at: Date;
  created_by: string;
  ended_by: string | null;
  version: number;
  hides: number;
  resource_kind: string | null;
  resource_name: string | null;
  parent_name: string | null;
}

const SELECT_SILENCE = (now: string): string => `
  SELECT s.*, r.kind AS resource_kind, r.name AS resource_name, p.name AS parent_name,
         (SELECT count(*)::int FROM incident i WHERE i.resolved_at IS NULL AND s.ends_at > ${now}
             AND EXISTS (SELECT 1 FROM alert a WHERE a.incident_id = i.id AND a.resolved_at IS NULL AND ${hidesSql('s', 'a')})) AS hides
    FROM silence s LEFT JOIN resource r ON r.id = s.matcher->>'resource' LEFT JOIN resource p ON p.id = r.parent_id`;

@Injectable()
export class SilenceRepository {
  constructor(private readonly database: Database) {}

  /** Those that end last first. */
  async page(
    limit: number,
    position: readonly [endsAt: number, id: string] | null,
    now: number,
  ): Promise<{ rows: SilenceRow[]; total: number }> {
    const where = new Conditions([instant(now)]);
    if (position !== null) {
      where.add(
        `(s.ends_at, s.id) < (to_timestamp(${where.bind(position[0])}::float8 / 1000), ${where.bind(position[1])})`,
      );
    }
    const sql = `${SELECT_SILENCE('$1::timestamptz')} WHERE ${where.toSql()} ORDER BY s.ends_at DESC, s.id DESC LIMIT ${where.bind(limit + 1)}`;
    const [page, counted] = await Promise.all([
      this.database.pool.query<SilenceRow>(sql, where.values),
      this.database.pool.query<{ total: number }>(countSql('FROM silence')),
    ]);
    return { rows: page.rows, total: counted.rows[0]?.total ?? 0 };
  }

  async byId(id: string, now: number): Promise<SilenceRow | null> {
    const sql = `${SELECT_SILENCE('$1::timestamptz')} WHERE s.id = $2`;
    return (await this.database.pool.query<SilenceRow>(sql, [instant(now), id])).rows[0] ?? null;
  }

  async add(
    ctx: Context,
    {
      id,
      matcher,
      reason,
      endsAt,
      now,
    }: { id: string; matcher: SilenceMatcher; reason: string; endsAt: number; now: number },
  ): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO silence (id, matcher, reason, starts_at, ends_at, created_at, created_by, version)
       VALUES ($1, $2, $3, $4, $5, $4, $6, 1)`,
      [id, JSON.stringify(matcher), reason, instant(now), instant(endsAt), ctx.actor],
    );
  }

  /** Ends one now. @returns false where the version is another or it has ended */
  async end(ctx: Context, id: string, { version, now }: { version: number; now: number }): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `UPDATE silence SET ends_at = $3, ended_by = $4, version = version + 1
        WHERE id = $1 AND version = $2 AND ends_at > $3`,
      [id, version, instant(now), ctx.actor],
    );
    return rowCount === 1;
  }

  /** Open incidents that a matcher would hide an alert of, and how many incidents it would have hidden in 14 days. */
  async wouldHide(matcher: SilenceMatcher, now: number): Promise<{ open: string[]; fired14d: number }> {
    const values = [JSON.stringify(matcher), instant(now - 14 * 86_400_000)];
    const from = `FROM incident i WHERE EXISTS (
      SELECT 1 FROM alert a, (SELECT $1::jsonb AS matcher) s WHERE a.incident_id = i.id AND ${hidesSql('s', 'a')}`;
    const [open, fired] = await Promise.all([
      this.database.pool.query<{ id: string }>(
        `SELECT i.id ${from} AND a.resolved_at IS NULL) AND i.resolved_at IS NULL AND $2::timestamptz IS NOT NULL
          ORDER BY i.fired_at DESC LIMIT 100`,
        values,
      ),
      this.database.pool.query<{ n: number }>(
        `SELECT count(*)::int AS n ${from}) AND i.fired_at >= $2 AND i.state <> 'merged'`,
        values,
      ),
    ]);
    return { open: open.rows.map(({ id }) => id), fired14d: fired.rows[0]?.n ?? 0 };
  }
}

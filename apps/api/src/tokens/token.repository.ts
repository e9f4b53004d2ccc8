import { Injectable } from '@nestjs/common';
import { TokenScope, type TokenItem } from '@danji/shared';
import { Database } from '../database/index.js';
import { Conditions, countSql } from '../paging/index.js';

export interface TokenRow {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: Date;
  created_by: string;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
}

/** Creation (epoch ms) and id of the last token sent. */
export type TokenPosition = readonly [createdAt: number, id: string];

const COLUMNS = 'id, name, prefix, scopes, created_at, created_by, expires_at, revoked_at, last_used_at';
const at = (placeholder: string): string => `to_timestamp(${placeholder}::float8 / 1000)`;

/** Tokens in SQL. */
@Injectable()
export class TokenRepository {
  constructor(private readonly database: Database) {}

  async insert(
    token: { id: string; name: string; prefix: string; hash: Buffer; scopes: readonly string[]; by: string },
    times: { now: number; expiresAt: number | null; allowance: number },
  ): Promise<TokenRow> {
    const { rows } = await this.database.pool.query<TokenRow>(
      `INSERT INTO api_token (id, name, prefix, hash, scopes, created_by, created_at, expires_at, allowance, allowance_at)
         VALUES ($1, $2, $3, $4, $5, $6, ${at('$7')}, ${at('$8')}, $9, ${at('$7')}) RETURNING ${COLUMNS}`,
      [
        token.id,
        token.name,
        token.prefix,
        token.hash,
        token.scopes,
        token.by,
        times.now,
        times.expiresAt,
        times.allowance,
      ],
    );
    return rows[0] as TokenRow;
  }

  /** One page (limit + 1 rows), newest first, and how many there are. */
  async page(position: TokenPosition | null, limit: number): Promise<{ rows: TokenRow[]; total: number }> {
    const counted = this.database.pool.query<{ total: number }>(countSql('FROM api_token'));
    const where = new Conditions();
    if (position !== null) {
      const bound = at(where.bind(position[0]));
      where.add(`created_at < ${bound} OR (created_at = ${bound} AND id > ${where.bind(position[1])})`);
    }
    const page = this.database.pool.query<TokenRow>(
      `SELECT ${COLUMNS} FROM api_token WHERE ${where.toSql()} ORDER BY created_at DESC, id LIMIT ${where.bind(limit + 1)}`,
      where.values,
    );
    const [count, { rows }] = await Promise.all([counted, page]);
    return { rows, total: count.rows[0]?.total ?? 0 };
  }

  async byPrefix(prefix: string): Promise<(TokenRow & { hash: Buffer }) | null> {
    const { rows } = await this.database.pool.query<TokenRow & { hash: Buffer }>(
      `SELECT ${COLUMNS}, hash FROM api_token WHERE prefix = $1`,
      [prefix],
    );
    return rows[0] ?? null;
  }

  /** Ends a token at `now` (epoch ms); one that was ended before stays as it is. Null where there is none. */
  async revoke(id: string, now: number): Promise<TokenRow | null> {
    const { rows } = await this.database.pool.query<TokenRow>(
      `UPDATE api_token SET revoked_at = coalesce(revoked_at, ${at('$2')}) WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, now],
    );
    return rows[0] ?? null;
  }

  /**
   * Takes one request from a token's rate, in whichever process it arrives, and notes the use.
   * @returns null when it was taken, else the seconds until the next may come
   */
  async take(id: string, now: number, rate: { burst: number; perSecond: number }): Promise<number | null> {
    const left = `least($3::float8, allowance + greatest(0, extract(epoch FROM ${at('$2')} - allowance_at)) * $4::float8)`;
    const { rowCount } = await this.database.pool.query(
      `UPDATE api_token SET allowance = ${left} - 1, allowance_at = ${at('$2')}, last_used_at = ${at('$2')}
        WHERE id = $1 AND ${left} >= 1`,
      [id, now, rate.burst, rate.perSecond],
    );
    return rowCount === 1 ? null : Math.ceil(1 / rate.perSecond);
  }
}

export function toTokenItem(row: TokenRow): TokenItem {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: TokenScope.array().parse(row.scopes),
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}

import { Injectable } from '@nestjs/common';
import type { Context, ReviewActionChange } from '@danji/shared';
import { Database } from '../database/index.js';
import { Conditions } from '../paging/index.js';
import { instantOf } from './instant-of.js';

export interface ReviewActionRow {
  id: string;
  week: string;
  title: string;
  owner: string | null;
  /** YYYY-MM-DD. */
  due: string | null;
  state: string;
  resource_id: string | null;
  resource_kind: string | null;
  resource_name: string | null;
  resource_environment: string | null;
  resource_team: string | null;
  recommendation_id: string | null;
  promised_saving_usd: number | null;
  created_at: Date;
  created_by: string;
  updated_at: Date;
  closed_at: Date | null;
  version: number;
}

export interface NewAction {
  id: string;
  week: string;
  title: string;
  owner: string | null;
  due: string | null;
  resourceId: string | null;
  recommendationId: string | null;
  promisedSavingUsd: number | null;
  by: string;
}

const SELECT_ACTION = `
  SELECT a.id, a.week, a.title, a.owner, to_char(a.due, 'YYYY-MM-DD') AS due, a.state, a.resource_id,
         r.kind AS resource_kind, r.name AS resource_name, r.environment AS resource_environment,
         r.team AS resource_team, a.recommendation_id, a.promised_saving_usd, a.created_at, a.created_by, a.updated_at,
         a.closed_at, a.version
    FROM review_action a LEFT JOIN resource r ON r.id = a.resource_id`;

/** Actions that reviews decided upon. */
@Injectable()
export class ReviewActionRepository {
  constructor(private readonly database: Database) {}

  /** Open ones first, then by the day they are due. `within`: decided by that week, not closed before `from` (epoch ms). */
  async list(
    ctx: Context,
    filter: { state?: string; within?: { week: string; from: number } },
  ): Promise<ReviewActionRow[]> {
    const where = new Conditions().equal('a.state', filter.state);
    if (filter.within) {
      where.add(`a.week <= ${where.bind(filter.within.week)}`);
      where.add(`a.closed_at IS NULL OR a.closed_at >= ${instantOf(where.bind(filter.within.from))}`);
    }
    if (ctx.scopes !== 'all') {
      where.add(`a.resource_id IS NULL OR r.scope_id = ANY(${where.bind(ctx.scopes)}::text[])`);
    }
    const sql = `${SELECT_ACTION} WHERE ${where.toSql()}
                  ORDER BY (a.state <> 'open'), a.due NULLS LAST, a.created_at, a.id LIMIT 1000`;
    return (await this.database.pool.query<ReviewActionRow>(sql, where.values)).rows;
  }

  async byId(ctx: Context, id: string): Promise<ReviewActionRow | null> {
    const where = new Conditions().equal('a.id', id);
    if (ctx.scopes !== 'all') {
      where.add(`a.resource_id IS NULL OR r.scope_id = ANY(${where.bind(ctx.scopes)}::text[])`);
    }
    const sql = `${SELECT_ACTION} WHERE ${where.toSql()}`;
    return (await this.database.pool.query<ReviewActionRow>(sql, where.values)).rows[0] ?? null;
  }

  /** `now`: epoch ms. */
  async insert(action: NewAction, now: number): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO review_action (id, week, title, owner, due, state, resource_id, recommendation_id,
                                  promised_saving_usd, created_at, created_by, updated_at, updated_by)
       VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8, ${instantOf('$9')}, $10, ${instantOf('$9')}, $10)`,
      [
        action.id,
        action.week,
        action.title,
        action.owner,
        action.due,
        action.resourceId,
        action.recommendationId,
        action.promisedSavingUsd,
        now,
        action.by,
      ],
    );
  }

  /** Changes what is given where the version still holds; answers whether it did. `now`: epoch ms. */
  async change(
    id: string,
    change: ReviewActionChange,
    made: { version: number; now: number; by: string },
  ): Promise<boolean> {
    const set = new Conditions([id, made.version, made.now, made.by]);
    const columns = (['title', 'owner', 'due', 'state'] as const).flatMap((column) =>
      change[column] === undefined ? [] : [`${column} = ${set.bind(change[column])}`],
    );
    if (change.state !== undefined) {
      columns.push(
        change.state === 'open' ? 'closed_at = NULL' : `closed_at = coalesce(closed_at, ${instantOf('$3')})`,
      );
    }
    const { rowCount } = await this.database.pool.query(
      `UPDATE review_action SET ${[...columns, `updated_at = ${instantOf('$3')}`, 'updated_by = $4', 'version = version + 1'].join(', ')}
        WHERE id = $1 AND version = $2`,
      set.values,
    );
    return rowCount === 1;
  }

  /** Whether a resource is known, and what a recommendation promises a month. */
  async resourceKnown(ctx: Context, id: string): Promise<boolean> {
    const where = new Conditions().equal('id', id).visibleTo(ctx, 'scope_id');
    const { rowCount } = await this.database.pool.query(
      `SELECT FROM resource WHERE ${where.toSql()}`,
      where.values,
    );
    return rowCount === 1;
  }

  /** Null where there is no such recommendation. */
  async promise(ctx: Context, id: string): Promise<{ resourceId: string; savingUsd: number | null } | null> {
    const where = new Conditions().equal('id', id).visibleTo(ctx, 'scope_id');
    const { rows } = await this.database.pool.query<{ resourceId: string; savingUsd: number | null }>(
      `SELECT resource_id AS "resourceId", (nullif(monthly_saving_usd, 'null')->>'expected')::float8 AS "savingUsd"
         FROM recommendation WHERE ${where.toSql()}`,
      where.values,
    );
    return rows[0] ?? null;
  }
}

import { Injectable } from '@nestjs/common';
import type { AlertQuery, Context } from '@danji/shared';
import { Database } from '../database/index.js';
import { addLabels, Conditions, countSql } from '../paging/index.js';
import type { AlertItemRow } from './alert-item.js';

export type AlertPosition = readonly [beganAt: number, id: string];

const SELECT_ALERT = `
  SELECT a.*, coalesce(r.kind, CASE WHEN c.id IS NOT NULL THEN 'scope' END) AS resource_kind,
         coalesce(r.name, c.name) AS resource_name, rp.name AS resource_parent,
         s.kind AS subject_kind, s.name AS subject_name, sp.name AS subject_parent
    FROM alert a LEFT JOIN resource r ON r.id = a.resource_id LEFT JOIN resource rp ON rp.id = r.parent_id
    LEFT JOIN scope c ON c.id = a.resource_id
    LEFT JOIN resource s ON s.id = a.subject_id LEFT JOIN resource sp ON sp.id = s.parent_id`;

@Injectable()
export class AlertReadRepository {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page(
    ctx: Context,
    query: AlertQuery,
    position: AlertPosition | null,
  ): Promise<{ rows: AlertItemRow[]; total: number }> {
    const where = new Conditions()
      .oneOf('a.rule_id', query.rule)
      .oneOf('a.severity', query.severity)
      .oneOf('a.phase', query.state);
    if (query.resource !== undefined) {
      const id = where.bind(query.resource);
      where.add(`a.resource_id = ${id} OR a.subject_id = ${id}`);
    }
    addLabels(where, ctx, query, { alias: 'a', resourceId: 'resource_id' });
    const counted = this.database.pool.query<{ total: number }>(
      countSql(`FROM alert a WHERE ${where.toSql()}`),
      [...where.values],
    );
    if (position !== null) {
      where.add(
        `(a.began_at, a.id) < (to_timestamp(${where.bind(position[0])}::float8 / 1000), ${where.bind(position[1])})`,
      );
    }
    const sql = `${SELECT_ALERT} WHERE ${where.toSql()} ORDER BY a.began_at DESC, a.id DESC LIMIT ${where.bind(query.limit + 1)}`;
    const [page, count] = await Promise.all([
      this.database.pool.query<AlertItemRow>(sql, where.values),
      counted,
    ]);
    return { rows: page.rows, total: count.rows[0]?.total ?? 0 };
  }

  async byId(ctx: Context, id: string): Promise<AlertItemRow | null> {
    const where = new Conditions().equal('a.id', id).visibleTo(ctx, 'a.scope_id');
    const sql = `${SELECT_ALERT} WHERE ${where.toSql()}`;
    return (await this.database.pool.query<AlertItemRow>(sql, where.values)).rows[0] ?? null;
  }

  /** Of one incident: open ones first, the worst of them before others. */
  async ofIncident(ctx: Context, incident: string, limit: number): Promise<AlertItemRow[]> {
    const where = new Conditions().equal('a.incident_id', incident).visibleTo(ctx, 'a.scope_id');
    const sql = `${SELECT_ALERT} WHERE ${where.toSql()}
      ORDER BY a.resolved_at IS NOT NULL, CASE a.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
               a.fired_at, a.id LIMIT ${where.bind(limit)}`;
    return (await this.database.pool.query<AlertItemRow>(sql, where.values)).rows;
  }
}

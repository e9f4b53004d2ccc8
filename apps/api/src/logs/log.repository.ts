import { Injectable } from '@nestjs/common';
import type { Context } from '@danji/shared';
import { Database } from '../database/index.js';
import { Conditions, countSql } from '../paging/index.js';
import { logConditions, type LogFilter } from './log-conditions.js';

/** Epoch ms, event id and log group of the last line sent. */
export type LinePosition = readonly [at: number, id: string, group: string];

export interface LineRow {
  event_id: string;
  at: Date;
  level: string;
  message: string;
  stream: string;
  resource_id: string;
  group_name: string | null;
  source_id: string;
  source_kind: string | null;
  task_id: string | null;
}

export interface CountRow {
  /** Epoch ms of the bucket's start. */
  bucket: number;
  fatal: number;
  error: number;
  warn: number;
  info: number;
  debug: number;
  unknown: number;
  covered: number;
}

@Injectable()
export class LogRepository {
  constructor(private readonly database: Database) {}

  /** One page of kept lines (limit + 1 rows), newest first, and the bounded count of all. */
  async page(
    ctx: Context,
    filter: LogFilter,
    position: LinePosition | null,
    limit: number,
  ): Promise<{ rows: LineRow[]; total: number }> {
    const where = logConditions(ctx, filter, 'at');
    if (filter.resource?.startsWith('task-') === true) where.equal('l.task_id', filter.resource);
    where.oneOf('l.level', filter.level).contains(['l.message'], filter.q);
    const counted = this.database.pool.query<{ total: number }>(
      countSql(`FROM log_line l WHERE ${where.toSql()}`),
      [...where.values],
    );
    if (position !== null) {
      const [at, id, group] = position;
      const bound = `to_timestamp(${where.bind(at)}::float8 / 1000)`;
      where
        .add(`l.at <= ${bound}`)
        .add(`l.at < ${bound} OR (l.event_id, l.resource_id) > (${where.bind(id)}, ${where.bind(group)})`);
    }
    const sql = `
      SELECT l.event_id, l.at, l.level, l.message, l.stream, l.resource_id, g.name AS group_name, l.source_id,
             s.kind AS source_kind, l.task_id
        FROM log_line l
        LEFT JOIN resource g ON g.id = l.resource_id
        LEFT JOIN resource s ON s.id = l.source_id
       WHERE ${where.toSql()} ORDER BY l.at DESC, l.event_id, l.resource_id LIMIT ${where.bind(limit + 1)}`;
    const [count, page] = await Promise.all([counted, this.database.pool.query<LineRow>(sql, where.values)]);
    return { rows: page.rows, total: count.rows[0]?.total ?? 0 };
  }

  /**
   * Counts by level in buckets of `step` seconds, and how many (group, source) pairs are read at all.
   * Counts are complete for what was read; which lines were kept has no part in them.
   */
  async counts(ctx: Context, filter: LogFilter, step: number): Promise<{ rows: CountRow[]; pairs: number }> {
    const where = logConditions(ctx, filter, 'minute');
    const bucket = `(floor(extract(epoch FROM l.minute) / ${where.bind(step)}::int) * ${where.bind(step * 1000)}::int8)`;
    const sql = `
      SELECT ${bucket}::float8 AS bucket, sum(fatal)::float8 AS fatal, sum(error)::float8 AS error,
             sum(warn)::float8 AS warn, sum(info)::float8 AS info, sum(debug)::float8 AS debug,
             sum(unknown)::float8 AS unknown, sum(covered_seconds)::float8 AS covered,
             (SELECT count(DISTINCT (l.resource_id, l.source_id)) FROM log_minute l WHERE ${where.toSql()})::int AS pairs
        FROM log_minute l WHERE ${where.toSql()} GROUP BY 1 ORDER BY 1`;
    const { rows } = await this.database.pool.query<CountRow & { pairs: number }>(sql, where.values);
    return { rows, pairs: rows[0]?.pairs ?? 0 };
  }

  /** Epoch ms of the oldest kept line; null when none is kept. */
  async keptFrom(): Promise<Date | null> {
    const { rows } = await this.database.pool.query<{ at: Date | null }>(
      'SELECT min(at) AS at FROM log_line',
    );
    return rows[0]?.at ?? null;
  }

  /** Where a log group is; null where the actor sees none of that id. */
  async groupOf(ctx: Context, id: string): Promise<{ name: string; scopeId: string; region: string } | null> {
    const where = new Conditions().equal('id', id).visibleTo(ctx, 'scope_id').equal('kind', 'log_group');
    const { rows } = await this.database.pool.query<{ name: string; scopeId: string; region: string }>(
      `SELECT name, scope_id AS "scopeId", region FROM resource WHERE ${where.toSql()}`,
      where.values,
    );
    return rows[0] ?? null;
  }

  /** Whether a resource or task of that id exists for the actor. */
  async exists(ctx: Context, id: string): Promise<boolean> {
    const where = new Conditions().equal('id', id).visibleTo(ctx, 'scope_id');
    const table = id.startsWith('task-') ? 'task_run' : 'resource';
    const { rowCount } = await this.database.pool.query(
      `SELECT 1 FROM ${table} WHERE ${where.toSql()}`,
      where.values,
    );
    return rowCount !== 0;
  }

  /** The lines around a task's stop that are kept as long as its run, oldest first; null where they were not read yet. */
  async keptTaskLines(
    ctx: Context,
    taskId: string,
  ): Promise<Pick<LineRow, 'at' | 'level' | 'message' | 'stream'>[] | null> {
    const where = new Conditions()
      .equal('r.task_id', taskId)
      .visibleTo(ctx, 'r.scope_id')
      .add("r.state = 'read'");
    const { rows } = await this.database.pool.query<LineRow>(
      `SELECT l.at, l.level, l.message, l.stream FROM task_line_read r JOIN task_line l ON l.task_id = r.task_id
        WHERE ${where.toSql()} ORDER BY l.position`,
      where.values,
    );
    return rows.length === 0 ? null : rows;
  }

  /** The last lines of a task, oldest first. Times: epoch ms. */
  async taskLines(
    ctx: Context,
    task: { id: string; from: number; to: number },
    limit: number,
  ): Promise<Pick<LineRow, 'at' | 'level' | 'message' | 'stream'>[]> {
    const where = new Conditions().equal('l.task_id', task.id).visibleTo(ctx, 'l.scope_id');
    const [from, to] = [where.bind(task.from), where.bind(task.to)];
    where.add(`l.at >= to_timestamp(${from}::float8 / 1000) AND l.at < to_timestamp(${to}::float8 / 1000)`);
    const sql = `SELECT l.at, l.level, l.message, l.stream FROM log_line l WHERE ${where.toSql()}
                  ORDER BY l.at DESC, l.event_id LIMIT ${where.bind(limit)}`;
    return (await this.database.pool.query<LineRow>(sql, where.values)).rows.reverse();
  }
}

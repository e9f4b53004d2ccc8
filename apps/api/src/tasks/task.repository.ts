import { Injectable } from '@nestjs/common';
import type { Context, TaskQuery } from '@danji/shared';
import { Database } from '../database/index.js';
import type { TimeRange } from '../http/index.js';
import { countSql } from '../paging/index.js';
import { FACET_COLUMN, stoppedOnly, taskConditions, type FacetName, type TaskFilter } from './task-filter.js';
import { taskOrderSql, type TaskPosition } from './task-sort.js';
import type { FlowRow, TaskRow } from './task-row.js';

const SELECT_TASK = `
  SELECT t.*, cluster.name AS cluster_name, service.name AS service_name, scope.alias AS account_alias
    FROM task_run t
    LEFT JOIN resource cluster ON cluster.id = t.cluster_id
    LEFT JOIN resource service ON service.id = t.service_id
    LEFT JOIN scope ON scope.id = t.scope_id`;

/** Values of one facet beyond this many are left out: a list of thousands helps nobody to filter. */
const FACET_VALUES = 100;

const SIBLINGS = 50;
const HOUR_MS = 3_600_000;

export interface FacetRow {
  facet: FacetName;
  value: string;
  label: string;
  count: number;
}

/** A container's log stream is `prefix/container/task id` of its group. */
export interface LogTarget {
  container: string;
  group: string;
  prefix: string;
}

@Injectable()
export class TaskRepository {
  constructor(private readonly database: Database) {}

  /** One page (limit + 1 rows) and the bounded count of all. */
  async page(
    ctx: Context,
    filter: TaskFilter,
    sort: TaskQuery['sort'],
    position: TaskPosition | null,
    limit: number,
  ): Promise<{ rows: TaskRow[]; total: number }> {
    const where = taskConditions(ctx, filter);
    const counted = this.database.pool.query<{ total: number }>(
      countSql(`FROM task_run t WHERE ${where.toSql()}`),
      [...where.values],
    );
    const order = taskOrderSql(sort, position, where, stoppedOnly(filter));
    const sql = `${SELECT_TASK} WHERE ${where.toSql()} ORDER BY ${order} LIMIT ${where.bind(limit + 1)}`;
    const [count, page] = await Promise.all([counted, this.database.pool.query<TaskRow>(sql, where.values)]);
    return { rows: page.rows, total: count.rows[0]?.total ?? 0 };
  }

  async byId(ctx: Context, id: string): Promise<TaskRow | null> {
    const where = taskConditions(ctx, { id, from: null, to: null });
    const { rows } = await this.database.pool.query<TaskRow>(
      `${SELECT_TASK} WHERE ${where.toSql()}`,
      where.values,
    );
    return rows[0] ?? null;
  }

  /** Other tasks of the same service (or family) that ended for the same cause within an hour of this one. */
  async siblings(ctx: Context, task: TaskRow): Promise<TaskRow[]> {
    if (task.stopped_at === null || task.cause === null) return [];
    const where = taskConditions(ctx, {
      ...(task.service_id === null
        ? { cluster: task.cluster_id, family: task.family }
        : { service: task.service_id }),
      from: task.stopped_at.getTime() - HOUR_MS,
      to: null,
    });
    where
      .add(`t.cause = ${where.bind(task.cause)} AND t.id <> ${where.bind(task.id)}`)
      .add(`t.stopped_at <= to_timestamp(${where.bind(task.stopped_at.getTime() + HOUR_MS)}::float8 / 1000)`);
    const sql = `${SELECT_TASK} WHERE ${where.toSql()} ORDER BY t.stopped_at DESC, t.id LIMIT ${SIBLINGS}`;
    return (await this.database.pool.query<TaskRow>(sql, where.values)).rows;
  }

  /** What the flow needs of every task alive at some moment of the filter's range. */
  async flowRows(ctx: Context, filter: TaskFilter): Promise<FlowRow[]> {
    const where = taskConditions(ctx, filter);
    const sql = `
      SELECT t.id, t.trigger, t.last_status, t.cause, t.abnormal, t.stopped_reason, t.created_at, t.connectivity_at,
             t.pull_started_at, t.pull_stopped_at, t.started_at, t.stopping_at, t.execution_stopped_at, t.stopped_at
        FROM task_run t WHERE ${where.toSql()} ORDER BY t.created_at, t.id`;
    return (await this.database.pool.query<FlowRow>(sql, where.values)).rows;
  }

  /** Epoch ms since which stops are known: AWS shows one for about an hour, so the first look knows the hour before. */
  async knownFrom(): Promise<number | null> {
    const { rows } = await this.database.pool.query<{ at: Date | null }>(
      'SELECT min(first_seen) AS at FROM resource',
    );
    const at = rows[0]?.at ?? null;
    return at === null ? null : at.getTime() - HOUR_MS;
  }

  /** Stops by cause in [from, to), epoch ms. */
  async stopsByCause(
    ctx: Context,
    filter: Omit<TaskFilter, 'from' | 'to'>,
    { from, to }: TimeRange,
  ): Promise<{ cause: string; count: number }[]> {
    const where = taskConditions(ctx, { ...filter, from, to: null });
    where.add(`t.stopped_at < to_timestamp(${where.bind(to)}::float8 / 1000) AND t.cause IS NOT NULL`);
    const sql = `SELECT t.cause, count(*)::int AS count FROM task_run t WHERE ${where.toSql()} GROUP BY t.cause`;
    return (await this.database.pool.query<{ cause: string; count: number }>(sql, where.values)).rows;
  }

  /** Where the containers of a task write, by its task definition; none where that is not known or writes elsewhere. */
  async logTargets(id: string): Promise<LogTarget[]> {
    const { rows } = await this.database.pool.query<LogTarget>(
      `SELECT c->>'name' AS container, c->>'logGroup' AS "group", c->>'logStreamPrefix' AS prefix
         FROM task_run t
         JOIN resource r ON r.arn = t.task_definition_arn AND r.scope_id = t.scope_id
        CROSS JOIN LATERAL jsonb_array_elements(r.attributes->'containers') AS c
        WHERE t.id = $1 AND c->>'logGroup' IS NOT NULL AND c->>'logStreamPrefix' IS NOT NULL`,
      [id],
    );
    return rows;
  }

  /** Counts by value, most frequent first; a facet with a filter of its own is counted without it. */
  async facets(ctx: Context, filter: TaskFilter, names: readonly FacetName[]): Promise<FacetRow[]> {
    const counted = await Promise.all(names.map((name) => this.facet(ctx, filter, name)));
    return counted.flat();
  }

  private async facet(ctx: Context, filter: TaskFilter, facet: FacetName): Promise<FacetRow[]> {
    const where = taskConditions(ctx, filter, facet);
    const column = FACET_COLUMN[facet];
    const sql = `
      SELECT $${where.values.length + 1} AS facet, v.value, coalesce(r.name, v.value) AS label, v.count
        FROM (SELECT ${column}::text AS value, count(*)::int AS count FROM task_run t
               WHERE ${where.toSql()} AND ${column} IS NOT NULL
               GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${FACET_VALUES}) v
        LEFT JOIN resource r ON r.id = v.value
       ORDER BY v.count DESC, v.value`;
    return (await this.database.pool.query<FacetRow>(sql, [...where.values, facet])).rows;
  }
}

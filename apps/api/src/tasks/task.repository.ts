import { Injectable } from '@nestjs/common';
import type { Context, TaskQuery } from '@danji/shared';
import { Database } from '../database/index.js';
import { Conditions, containing, countSql } from '../paging/index.js';
import { stoppedOnly, taskConditions, type TaskFilter } from './task-filter.js';
import { taskOrderSql, type TaskPosition } from './task-sort.js';
import { TASK_COLUMNS, type TaskRow } from './task-row.js';

const SELECT_TASK = `
  SELECT ${TASK_COLUMNS.map((column) => `t.${column}`).join(', ')}, cluster.name AS cluster_name, service.name AS service_name, scope.alias AS account_alias
    FROM task_run t
    LEFT JOIN resource cluster ON cluster.id = t.cluster_id
    LEFT JOIN resource service ON service.id = t.service_id
    LEFT JOIN scope ON scope.id = t.scope_id`;

const SIBLINGS = 50;
/** A search that names more hosts than this names no host. */
const HOSTS = 500;
const HOUR_MS = 3_600_000;

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

  /** Container instances that a search text names: by their instance's id or name. */
  async hostsNamed(ctx: Context, q: string | undefined): Promise<string[]> {
    const text = q?.trim() ?? '';
    if (text === '') return [];
    const where = new Conditions().visibleTo(ctx, 'host.scope_id');
    const like = where.bind(containing(text));
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT host.id FROM resource host
         LEFT JOIN resource instance ON instance.id = host.attributes->>'ec2ResourceId'
        WHERE host.kind = 'ecs_container_instance' AND ${where.toSql()}
          AND (host.name ILIKE ${like} OR host.attributes->>'ec2InstanceId' ILIKE ${like} OR instance.name ILIKE ${like})
        ORDER BY host.id LIMIT ${HOSTS}`,
      where.values,
    );
    return rows.map(({ id }) => id);
  }

  /** The EC2 instance of a container instance; null where it is not known or no EC2 instance. */
  async hostOf(containerInstance: string): Promise<string | null> {
    const { rows } = await this.database.pool.query<{ host: string | null }>(
      `SELECT attributes->>'ec2ResourceId' AS host FROM resource WHERE id = $1`,
      [containerInstance],
    );
    return rows[0]?.host ?? null;
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

  /** Tasks by id, as links show them. */
  async links(
    ctx: Context,
    ids: readonly (string | null)[],
  ): Promise<Map<string, { id: string; taskId: string }>> {
    const wanted = ids.filter((id) => id !== null);
    if (wanted.length === 0) return new Map();
    const where = taskConditions(ctx, { from: null, to: null }).oneOf('t.id', wanted);
    const { rows } = await this.database.pool.query<{ id: string; taskId: string }>(
      `SELECT t.id, t.task_id AS "taskId" FROM task_run t WHERE ${where.toSql()}`,
      where.values,
    );
    return new Map(rows.map((row) => [row.id, row]));
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
}

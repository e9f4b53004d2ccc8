import { Injectable } from '@nestjs/common';
import type { Context } from '@danji/shared';
import { Database } from '../database/index.js';
import { addLabels, Conditions, type Labels } from '../paging/index.js';
import type { FleetMember } from './fleet-member.js';

export interface StopRow {
  cause: string;
  last_hour: number;
  previous_hour: number;
  abnormal_last_hour: number;
  abnormal_previous_hour: number;
}

/** Tasks that started or stopped within a bucket; `bucket` counts from 0. */
export interface MovementRow {
  bucket: number;
  movement: 'started' | 'planned' | 'abnormal';
  count: number;
}

export interface FreshnessRow {
  inventory_at: Date | null;
  metrics_at: Date | null;
  /** When Danji first saw anything: before that it knows little. */
  watched_since: Date | null;
  points_expected: number;
  points_done: number;
}

@Injectable()
export class OverviewRepository {
  constructor(private readonly database: Database) {}

  /** Clusters, services, instances and databases that live, with what the page needs of them. */
  async fleet(ctx: Context, labels: Labels): Promise<FleetMember[]> {
    const where = new Conditions()
      .add("r.kind IN ('ecs_cluster', 'ecs_service', 'ec2_instance', 'rds_instance')")
      .add('r.deleted_at IS NULL');
    addLabels(where, ctx, labels, { alias: 'r' });
    const sql = `
      SELECT r.id, r.kind, r.name, r.parent_id AS "parentId", p.name AS "parentName", r.status, r.severity, r.reasons,
             r.environment, r.team, r.region, coalesce(s.alias, s.name, r.account_id) AS "accountAlias",
             (r.attributes->'desired')::int AS desired, (r.attributes->'running')::int AS running,
             nullif(r.attributes->'scaling', 'null') AS scaling, nullif(r.attributes->'rollout', 'null') AS rollout,
             (nullif(r.attributes->'taskMemory', 'null'))::int AS "taskMemory",
             (nullif(r.attributes->'maxConnections', 'null'))::float8 AS "maxConnections",
             (nullif(r.attributes->'memoryBytes', 'null'))::float8 AS "memoryBytes",
             (nullif(r.attributes->'allocatedGiB', 'null'))::float8 AS "allocatedGiB"
        FROM resource r LEFT JOIN resource p ON p.id = r.parent_id LEFT JOIN scope s ON s.id = r.scope_id
       WHERE ${where.toSql()} ORDER BY r.name, r.id`;
    return (await this.database.pool.query<FleetMember>(sql, where.values)).rows;
  }

  /** Tasks that have not stopped, by AWS's word for their state. */
  async liveTasks(ctx: Context, labels: Labels): Promise<{ status: string; count: number }[]> {
    const where = new Conditions().add('t.stopped_at IS NULL');
    addLabels(where, ctx, labels, { alias: 't' });
    const sql = `SELECT t.last_status AS status, count(*)::int AS count FROM task_run t
                  WHERE ${where.toSql()} GROUP BY t.last_status`;
    return (await this.database.pool.query<{ status: string; count: number }>(sql, where.values)).rows;
  }

  /** Stops of the last hour and of the one before, by cause. `now`: epoch ms. */
  async stops(ctx: Context, labels: Labels, now: number): Promise<StopRow[]> {
    const where = new Conditions();
    const at = `to_timestamp(${where.bind(now)}::float8 / 1000)`;
    const hourAgo = `${at} - interval '1 hour'`;
    where.add(`t.stopped_at >= ${hourAgo} - interval '1 hour' AND t.stopped_at < ${at}`);
    addLabels(where, ctx, labels, { alias: 't' });
    const sql = `
      SELECT coalesce(t.cause, 'unknown') AS cause,
             (count(*) FILTER (WHERE t.stopped_at >= ${hourAgo}))::int AS last_hour,
             (count(*) FILTER (WHERE t.stopped_at < ${hourAgo}))::int AS previous_hour,
             (count(*) FILTER (WHERE t.abnormal AND t.stopped_at >= ${hourAgo}))::int AS abnormal_last_hour,
             (count(*) FILTER (WHERE t.abnormal AND t.stopped_at < ${hourAgo}))::int AS abnormal_previous_hour
        FROM task_run t WHERE ${where.toSql()} GROUP BY 1`;
    return (await this.database.pool.query<StopRow>(sql, where.values)).rows;
  }

  /**
   * Tasks that reached RUNNING and that stopped, per bucket. Starts are found by the index of creation: no task takes
   * a day from its creation to RUNNING. `starts`: epoch ms of each bucket; `end`: of the last one.
   */
  async movements(
    ctx: Context,
    labels: Labels,
    starts: readonly number[],
    end: number,
  ): Promise<MovementRow[]> {
    const where = new Conditions();
    const edges = where.bind([...starts, end].map((at) => new Date(at).toISOString()));
    const bucket = (column: string): string => `width_bucket(${column}, ${edges}::timestamptz[]) - 1`;
    const from = `to_timestamp(${where.bind(starts[0] ?? end)}::float8 / 1000)`;
    const to = `to_timestamp(${where.bind(end)}::float8 / 1000)`;
    addLabels(where, ctx, labels, { alias: 't' });
    const sql = `
      SELECT ${bucket('t.started_at')} AS bucket, 'started' AS movement, count(*)::int AS count
        FROM task_run t
       WHERE t.created_at >= ${from} - interval '1 day' AND t.created_at < ${to}
         AND t.started_at >= ${from} AND t.started_at < ${to} AND ${where.toSql()} GROUP BY 1
      UNION ALL
      SELECT ${bucket('t.stopped_at')}, CASE WHEN t.abnormal THEN 'abnormal' ELSE 'planned' END, count(*)::int
        FROM task_run t
       WHERE t.stopped_at >= ${from} AND t.stopped_at < ${to} AND ${where.toSql()} GROUP BY 1, 2`;
    return (await this.database.pool.query<MovementRow>(sql, where.values)).rows;
  }

  async freshness(): Promise<FreshnessRow> {
    const sql = `
      SELECT (SELECT finished_at FROM collection_run WHERE job = 'inventory' AND status <> 'failed'
               ORDER BY started_at DESC LIMIT 1) AS inventory_at,
             (SELECT max(last_point_at) FROM series) AS metrics_at,
             (SELECT min(first_seen) FROM resource) AS watched_since,
             coalesce((SELECT sum(points_expected) FROM backfill_progress WHERE state <> 'done'), 0)::float8 AS points_expected,
             coalesce((SELECT sum(points_done) FROM backfill_progress WHERE state <> 'done'), 0)::float8 AS points_done`;
    const { rows } = await this.database.pool.query<FreshnessRow>(sql);
    return rows[0] as FreshnessRow;
  }
}

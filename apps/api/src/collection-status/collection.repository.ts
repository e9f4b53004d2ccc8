import { Injectable } from '@nestjs/common';
import type { Context } from '@danji/shared';
import { Database } from '../database/index.js';
import { Conditions } from '../paging/index.js';

export interface ScopeRow {
  id: string;
  name: string;
  account_id: string | null;
  alias: string | null;
  colour: string | null;
  regions: string[];
  role_arn: string | null;
  endpoint: string | null;
  source: string;
  state: string;
  message: string | null;
}

/** The last run of a job in a place, and how many there were in the last hour. */
export interface JobRow {
  scope_id: string;
  region: string;
  job: string;
  started_at: Date;
  finished_at: Date;
  /** Of the last run of the day that did not fail. */
  last_good_at: Date | null;
  status: string;
  items: number;
  message: string | null;
  runs: number;
  failed: number;
  throttled: number;
}

export interface EventQueueRow {
  scope_id: string;
  region: string;
  url: string;
  state: string;
  message: string | null;
  checked_at: Date | null;
  waiting: number | null;
  in_flight: number | null;
  lag_seconds: number | null;
  last_event_at: Date | null;
  received: number;
  stored: number;
  duplicates: number;
  malformed: number;
  ignored: number;
  by_type: Record<string, number>;
  last_problem: string | null;
}

export interface ProgressRow {
  state: string;
  from_at: Date;
  reached_back_to: Date | null;
  points_expected: number;
  points_done: number;
  active_seconds: number;
}

export interface StorageRow {
  database_bytes: number;
  metric_bytes: number;
  metric_hours: number;
  points_per_hour: number;
  task_runs: number;
  series: number;
  last_point_at: Date | null;
}

const HOUR = "interval '1 hour'";

@Injectable()
export class CollectionRepository {
  constructor(private readonly database: Database) {}

  async scopes(ctx: Context): Promise<ScopeRow[]> {
    const where = new Conditions().visibleTo(ctx, 'id');
    const sql = `
      SELECT id, name, account_id, alias, colour, regions, role_arn, endpoint, source, state, message
        FROM scope WHERE ${where.toSql()} ORDER BY name, id`;
    return (await this.database.pool.query<ScopeRow>(sql, where.values)).rows;
  }

  /** `now`: epoch ms. Jobs that have not run for a day are left out. */
  async jobs(ctx: Context, now: number): Promise<JobRow[]> {
    const where = new Conditions();
    const at = `to_timestamp(${where.bind(now)}::float8 / 1000)`;
    where.add(`started_at > ${at} - interval '1 day'`).visibleTo(ctx, 'scope_id');
    const recent = `started_at > ${at} - ${HOUR}`;
    const sql = `
      SELECT DISTINCT ON (scope_id, region, job) scope_id, region, job, started_at, finished_at, status, items, message,
             max(finished_at) FILTER (WHERE status <> 'failed') OVER place AS last_good_at,
             (count(*) FILTER (WHERE ${recent}) OVER place)::int AS runs,
             (count(*) FILTER (WHERE ${recent} AND status = 'failed') OVER place)::int AS failed,
             (coalesce(sum(throttled) FILTER (WHERE ${recent}) OVER place, 0))::int AS throttled
        FROM collection_run WHERE ${where.toSql()}
      WINDOW place AS (PARTITION BY scope_id, region, job)
       ORDER BY scope_id, region, job, started_at DESC`;
    return (await this.database.pool.query<JobRow>(sql, where.values)).rows;
  }

  async eventQueues(ctx: Context): Promise<EventQueueRow[]> {
    const where = new Conditions().visibleTo(ctx, 'scope_id');
    const sql = `
      SELECT scope_id, region, url, state, message, checked_at, waiting, in_flight, lag_seconds, last_event_at,
             received::float8, stored::float8, duplicates::float8, malformed::float8, ignored::float8, by_type, last_problem
        FROM event_queue WHERE ${where.toSql()}`;
    return (await this.database.pool.query<EventQueueRow>(sql, where.values)).rows;
  }

  async progress(ctx: Context): Promise<ProgressRow[]> {
    const where = new Conditions().visibleTo(ctx, 'scope_id');
    const sql = `
      SELECT state, from_at, reached_back_to, points_expected::float8, points_done::float8, active_seconds
        FROM backfill_progress WHERE ${where.toSql()}`;
    return (await this.database.pool.query<ProgressRow>(sql, where.values)).rows;
  }

  /** Sizes; the number of metric hours is PostgreSQL's own estimate, for counting them reads all of them. */
  async storage(): Promise<StorageRow> {
    const sql = `
      WITH parts AS (
        SELECT c.oid, c.relname, greatest(c.reltuples, 0) AS tuples
          FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
         WHERE i.inhparent IN ('metric_minutes'::regclass, 'metric_days'::regclass))
      SELECT pg_database_size(current_database())::float8 AS database_bytes,
             coalesce((SELECT sum(pg_total_relation_size(oid)) FROM parts), 0)::float8 AS metric_bytes,
             coalesce((SELECT sum(tuples) FROM parts WHERE relname LIKE 'metric_minutes%'), 0)::float8 AS metric_hours,
             coalesce((SELECT avg(3600.0 / period) FROM series), 0)::float8 AS points_per_hour,
             (SELECT count(*) FROM task_run)::int AS task_runs,
             (SELECT count(*) FROM series WHERE retired_at IS NULL)::int AS series,
             (SELECT max(last_point_at) FROM series) AS last_point_at`;
    const { rows } = await this.database.pool.query<StorageRow>(sql);
    return rows[0] as StorageRow;
  }

  async setting(key: string): Promise<unknown> {
    const sql = 'SELECT value FROM setting WHERE key = $1';
    return (await this.database.pool.query<{ value: unknown }>(sql, [key])).rows[0]?.value ?? null;
  }

  /** `now`: epoch ms. */
  async putSetting(key: string, value: unknown, now: number): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, to_timestamp($3::float8 / 1000))
       ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, version = setting.version + 1, updated_at = EXCLUDED.updated_at`,
      [key, JSON.stringify(value), now],
    );
  }

  async permissions(ctx: Context): Promise<
    {
      scope_id: string;
      region: string;
      action: string;
      status: string;
      message: string | null;
      checked_at: Date;
    }[]
  > {
    const where = new Conditions().visibleTo(ctx, 'scope_id');
    const sql = `SELECT scope_id, region, action, status, message, checked_at FROM permission WHERE ${where.toSql()}`;
    return (await this.database.pool.query(sql, where.values)).rows;
  }
}

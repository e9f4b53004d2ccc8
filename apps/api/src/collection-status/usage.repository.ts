import { Injectable } from '@nestjs/common';
import type { Context } from '@danji/shared';
import { Database } from '../database/index.js';
import { Conditions } from '../paging/index.js';

export interface ApiRow {
  api: string;
  calls: number;
  metrics_low: number;
  metrics_requested: number;
  errors: number;
  throttles: number;
}

/** One hour of all APIs; `hour` in epoch ms. */
export interface HourRow {
  hour: number;
  calls: number;
  metrics_low: number;
  metrics_requested: number;
}

export interface CompletenessRow {
  scope_id: string;
  region: string;
  namespace: string;
  stored: number;
  unread: number;
}

@Injectable()
export class UsageRepository {
  constructor(private readonly database: Database) {}

  /** Calls by API since an instant (epoch ms). */
  async byApi(ctx: Context, since: number): Promise<ApiRow[]> {
    const where = sinceHour(ctx, since);
    const sql = `
      SELECT api, sum(calls)::float8 AS calls, sum(metrics_low)::float8 AS metrics_low,
             sum(metrics_requested)::float8 AS metrics_requested, sum(errors)::float8 AS errors,
             sum(throttles)::float8 AS throttles
        FROM api_usage WHERE ${where.toSql()} GROUP BY api ORDER BY metrics_requested DESC, calls DESC, api`;
    return (await this.database.pool.query<ApiRow>(sql, where.values)).rows;
  }

  /** Calls by hour since an instant (epoch ms), oldest first. */
  async byHour(ctx: Context, since: number): Promise<HourRow[]> {
    const where = sinceHour(ctx, since);
    const sql = `
      SELECT (extract(epoch FROM hour) * 1000)::float8 AS hour, sum(calls)::float8 AS calls,
             sum(metrics_low)::float8 AS metrics_low, sum(metrics_requested)::float8 AS metrics_requested
        FROM api_usage WHERE ${where.toSql()} GROUP BY hour ORDER BY hour`;
    return (await this.database.pool.query<HourRow>(sql, where.values)).rows;
  }

  /**
   * Points stored in settled hours of the range, and points that are still to be read from AWS. `days`: the UTC days
   * that the range touches; times in epoch ms, whole hours.
   */
  async completeness(
    ctx: Context,
    range: { from: number; to: number },
    days: readonly string[],
  ): Promise<CompletenessRow[]> {
    const where = new Conditions();
    const [from, to, list] = [where.bind(range.from), where.bind(range.to), where.bind(days)];
    where.visibleTo(ctx, 's.scope_id');
    const [begin, end] = [`to_timestamp(${from}::float8 / 1000)`, `to_timestamp(${to}::float8 / 1000)`];
    const sql = `
      WITH stored AS (
        SELECT d.series_id, sum(c.count)::float8 AS points
          FROM metric_days d, unnest(d.counts) WITH ORDINALITY c(count, place)
         WHERE d.day = ANY(${list}::date[])
           AND d.day + (c.place - 1) * ${"interval '1 hour'"} >= ${begin} AT TIME ZONE 'UTC'
           AND d.day + (c.place - 1) * ${"interval '1 hour'"} < ${end} AT TIME ZONE 'UTC'
         GROUP BY d.series_id),
      unread AS (
        SELECT g.series_id, sum(greatest(0, floor(extract(epoch FROM least(g.to_at, ${end}) - greatest(g.from_at, ${begin})) / g.period)))::float8 AS points
          FROM metric_gap g WHERE g.from_at < ${end} AND g.to_at > ${begin} GROUP BY g.series_id)
      SELECT s.scope_id, s.region, s.namespace, coalesce(sum(stored.points), 0)::float8 AS stored,
             coalesce(sum(unread.points), 0)::float8 AS unread
        FROM series s LEFT JOIN stored ON stored.series_id = s.id LEFT JOIN unread ON unread.series_id = s.id
       WHERE ${where.toSql()} GROUP BY s.scope_id, s.region, s.namespace ORDER BY s.scope_id, s.region, s.namespace`;
    return (await this.database.pool.query<CompletenessRow>(sql, where.values)).rows;
  }

  /** First-seen lags of the range as histograms, one row per hour and namespace. */
  async lags(
    ctx: Context,
    range: { from: number; to: number },
  ): Promise<{ scope_id: string; region: string; namespace: string; buckets: number[] }[]> {
    const where = new Conditions();
    where
      .add(`hour >= to_timestamp(${where.bind(range.from)}::float8 / 1000)`)
      .add(`hour < to_timestamp(${where.bind(range.to)}::float8 / 1000)`)
      .visibleTo(ctx, 'scope_id');
    const sql = `SELECT scope_id, region, namespace, buckets FROM metric_lag WHERE ${where.toSql()}`;
    return (await this.database.pool.query(sql, where.values)).rows;
  }
}

function sinceHour(ctx: Context, since: number): Conditions {
  const where = new Conditions();
  return where.add(`hour >= to_timestamp(${where.bind(since)}::float8 / 1000)`).visibleTo(ctx, 'scope_id');
}

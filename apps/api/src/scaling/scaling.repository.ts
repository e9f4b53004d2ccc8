import { Injectable } from '@nestjs/common';
import type { Context, Environment } from '@danji/shared';
import { Database } from '../database/index.js';
import type { TimeRange } from '../http/index.js';
import { addLabels, Conditions, type Labels } from '../paging/index.js';

export interface ActivityRow {
  activity_id: string;
  resource_id: string;
  at: Date;
  ended_at: Date | null;
  from_count: number | null;
  to_count: number | null;
  cause: string;
  description: string;
  status: string;
  status_message: string | null;
  not_scaled_reasons: {
    code: string;
    maxCapacity?: number | null;
    minCapacity?: number | null;
    currentCapacity?: number | null;
  }[];
  policy: string | null;
  alarm: string | null;
}

export interface CountRow {
  at: Date;
  desired: number;
  running: number;
  pending: number;
}

export interface ScaledRow {
  id: string;
  kind: string;
  parent_id: string | null;
  region: string;
  account_id: string | null;
  attributes: Record<string, unknown>;
}

export interface GroupBoundsRow {
  name: string;
  desired: number;
  maximum: number;
}

export interface LabelledRow extends ScaledRow {
  name: string;
  parent_id: string | null;
  parent_name: string | null;
  environment: Environment;
  team: string | null;
  status: string;
}

export interface ActivityCount {
  count: number;
  last: Date | null;
}

@Injectable()
export class ScalingRepository {
  constructor(private readonly database: Database) {}

  async resource(ctx: Context, id: string): Promise<ScaledRow | null> {
    const where = new Conditions().equal('id', id).visibleTo(ctx, 'scope_id');
    const sql = `SELECT id, kind, parent_id, region, account_id, attributes FROM resource WHERE ${where.toSql()}`;
    return (await this.database.pool.query<ScaledRow>(sql, where.values)).rows[0] ?? null;
  }

  /** Services and Auto Scaling groups that live, by name; also services that do not scale. */
  async scaled(ctx: Context, labels: Labels): Promise<LabelledRow[]> {
    const where = new Conditions()
      .add("r.kind IN ('ecs_service', 'auto_scaling_group')")
      .add('r.deleted_at IS NULL');
    addLabels(where, ctx, labels, { alias: 'r' });
    const sql = `
      SELECT r.id, r.kind, r.name, r.parent_id, r.region, r.account_id, p.name AS parent_name, r.environment, r.team, r.status, r.attributes
        FROM resource r LEFT JOIN resource p ON p.id = r.parent_id
       WHERE ${where.toSql()} ORDER BY r.name, r.id`;
    return (await this.database.pool.query<LabelledRow>(sql, where.values)).rows;
  }

  /** Activities of many since an instant (epoch ms), oldest first. */
  async activitiesSince(ids: readonly string[], since: number): Promise<ActivityRow[]> {
    const sql = `
      SELECT activity_id, resource_id, at, ended_at, from_count, to_count, cause, description, status, status_message,
             not_scaled_reasons, policy, alarm
        FROM scaling_activity WHERE resource_id = ANY($1) AND at >= to_timestamp($2::float8 / 1000)
       ORDER BY at, activity_id`;
    return (await this.database.pool.query<ActivityRow>(sql, [ids, since])).rows;
  }

  /** Auto Scaling groups behind capacity providers of a cluster, by name of the provider; all of them for none. */
  async groupsBehind(clusterId: string, providers: readonly string[]): Promise<GroupBoundsRow[]> {
    const sql = `
      SELECT g.name, (g.attributes->>'desired')::int AS desired, (g.attributes->>'maximum')::int AS maximum
        FROM resource p JOIN resource g ON g.id = p.attributes->'autoScalingGroup'->>'resourceId'
       WHERE p.kind = 'capacity_provider' AND p.deleted_at IS NULL AND g.deleted_at IS NULL
         AND p.attributes->'clusters' ? $1 AND (cardinality($2::text[]) = 0 OR p.name = ANY($2))
       ORDER BY g.name`;
    return (await this.database.pool.query<GroupBoundsRow>(sql, [clusterId, providers])).rows;
  }

  /** Free addresses of subnets together; null where not all of them are known. */
  async freeAddresses(subnetIds: readonly string[]): Promise<number | null> {
    const sql = `
      SELECT count(*)::int AS known, coalesce(sum((attributes->>'freeAddresses')::int), 0)::int AS free
        FROM resource WHERE id = ANY($1) AND deleted_at IS NULL`;
    const { rows } = await this.database.pool.query<{ known: number; free: number }>(sql, [subnetIds]);
    const [row] = rows;
    return row && subnetIds.length > 0 && row.known === subnetIds.length ? row.free : null;
  }

  /** Tasks of a service that scaling started within [from, to); epoch ms. */
  async scaledStarts(
    id: string,
    from: number,
    to: number,
  ): Promise<{ created_at: Date; started_at: Date | null }[]> {
    const sql = `
      SELECT created_at, started_at FROM task_run
       WHERE service_id = $1 AND trigger = 'scale_out'
         AND created_at >= to_timestamp($2::float8 / 1000) AND created_at < to_timestamp($3::float8 / 1000)`;
    const { rows } = await this.database.pool.query<{ created_at: Date; started_at: Date | null }>(sql, [
      id,
      from,
      to,
    ]);
    return rows;
  }

  /** How often each scaled within a range, and when it did last, whenever that was. */
  async activityCounts(ids: readonly string[], { from, to }: TimeRange): Promise<Map<string, ActivityCount>> {
    const sql = `
      SELECT resource_id, max(at) AS last,
             (count(*) FILTER (WHERE at >= to_timestamp($2::float8 / 1000)
                                 AND at < to_timestamp($3::float8 / 1000)))::int AS count
        FROM scaling_activity WHERE resource_id = ANY($1) GROUP BY resource_id`;
    const { rows } = await this.database.pool.query<ActivityCount & { resource_id: string }>(sql, [
      ids,
      from,
      to,
    ]);
    return new Map(rows.map(({ resource_id: id, ...count }) => [id, count]));
  }

  /** Activities before `to` (epoch ms), oldest first: those before a range tell what held when it began. */
  async activities(id: string, to: number): Promise<ActivityRow[]> {
    const sql = `
      SELECT activity_id, resource_id, at, ended_at, from_count, to_count, cause, description, status, status_message,
             not_scaled_reasons, policy, alarm
        FROM scaling_activity WHERE resource_id = $1 AND at < to_timestamp($2::float8 / 1000)
       ORDER BY at, activity_id`;
    return (await this.database.pool.query<ActivityRow>(sql, [id, to])).rows;
  }

  /** Observed counts of [from, to), with the one that held at `from` and the very first one. Times: epoch ms. */
  async counts(id: string, from: number, to: number): Promise<{ rows: CountRow[]; firstAt: Date | null }> {
    const sql = `
      SELECT at, desired, running, pending, (SELECT min(at) FROM service_count WHERE resource_id = $1) AS first_at
        FROM service_count
       WHERE resource_id = $1 AND at < to_timestamp($3::float8 / 1000)
         AND at >= coalesce((SELECT max(at) FROM service_count
                              WHERE resource_id = $1 AND at <= to_timestamp($2::float8 / 1000)), '-infinity')
       ORDER BY at`;
    const { rows } = await this.database.pool.query<CountRow & { first_at: Date }>(sql, [id, from, to]);
    return { rows, firstAt: rows[0]?.first_at ?? null };
  }

  /**
   * The desired count of the rollout that holds and when it began. Those before it are left out: ECS takes their desired
   * count down to 0 as they drain, so what was last seen of them is not what was asked for.
   */
  async deployments(id: string, to: number): Promise<{ created_at: Date; desired: number }[]> {
    const sql = `
      SELECT created_at, desired FROM deployment
       WHERE service_id = $1 AND status = 'PRIMARY' AND created_at < to_timestamp($2::float8 / 1000)
       ORDER BY created_at`;
    return (await this.database.pool.query<{ created_at: Date; desired: number }>(sql, [id, to])).rows;
  }
}

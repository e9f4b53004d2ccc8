import { Injectable } from '@nestjs/common';
import type { Context, Environment } from '@danji/shared';
import { Database } from '../database/index.js';
import { Conditions } from '../paging/index.js';
import { instantOf } from './instant-of.js';

/** Two weeks beside each other; epoch ms, `to` exclusive. */
export interface TwoWeeks {
  lastFrom: number;
  from: number;
  to: number;
}

export interface StopRow {
  service_id: string | null;
  name: string;
  scope_id: string;
  environment: Environment;
  team: string | null;
  cause: string;
  abnormal: boolean;
  count: number;
  last_week: number;
}

export interface RolloutRow {
  service_id: string;
  ended_at: Date;
  rollout_state: string | null;
  reason: string | null;
  status: string | null;
  rollback: boolean;
}

export interface DesiredRow {
  resource_id: string;
  at: Date;
  desired: number;
}

export interface ScalingRow {
  resource_id: string;
  at: Date;
  from_count: number | null;
  to_count: number | null;
  status: string;
}

/** A rollout goes on this long at most; what began earlier did not end in these weeks. */
const LONGEST_ROLLOUT_MS = 30 * 86_400_000;

/** What happened within two weeks: stops, rollouts, scalings and the desired counts between them. */
@Injectable()
export class OutcomeRepository {
  constructor(private readonly database: Database) {}

  /** By service (family outside of one) and cause. */
  async stops(ctx: Context, { lastFrom, from, to }: TwoWeeks): Promise<StopRow[]> {
    const where = new Conditions();
    const week = instantOf(where.bind(from));
    where
      .add(`t.stopped_at >= ${instantOf(where.bind(lastFrom))}`)
      .add(`t.stopped_at < ${instantOf(where.bind(to))}`);
    where.visibleTo(ctx, 't.scope_id');
    const sql = `
      SELECT t.service_id, coalesce(s.name, t.family) AS name, t.scope_id, t.environment, t.team,
             coalesce(t.cause, 'unknown') AS cause, t.abnormal,
             (count(*) FILTER (WHERE t.stopped_at >= ${week}))::int AS count,
             (count(*) FILTER (WHERE t.stopped_at < ${week}))::int AS last_week
        FROM task_run t LEFT JOIN resource s ON s.id = t.service_id
       WHERE ${where.toSql()} GROUP BY 1, 2, 3, 4, 5, 6, 7`;
    return (await this.database.pool.query<StopRow>(sql, where.values)).rows;
  }

  /** Rollouts that ended: by the service deployment where it was read, else by the deployment itself. */
  async rollouts(ctx: Context, { lastFrom, to }: TwoWeeks): Promise<RolloutRow[]> {
    const where = new Conditions();
    where
      .add(`d.created_at >= ${instantOf(where.bind(lastFrom - LONGEST_ROLLOUT_MS))}`)
      .add(`d.created_at < ${instantOf(where.bind(to))}`)
      .visibleTo(ctx, 'd.scope_id');
    const sql = `
      SELECT * FROM (
        SELECT d.service_id, d.rollout_state, d.rollout_state_reason AS reason, d.detail->>'status' AS status,
               coalesce(jsonb_typeof(d.detail->'rollback') = 'object', false) AS rollback,
               CASE WHEN d.detail->>'finishedAt' IS NOT NULL THEN (d.detail->>'finishedAt')::timestamptz
                    WHEN d.detail->>'status' IN ('STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS') THEN NULL
                    ELSE d.finished_at END AS ended_at
          FROM deployment d WHERE ${where.toSql()}) ended
       WHERE ended_at >= ${instantOf(where.bind(lastFrom))} AND ended_at < ${instantOf(where.bind(to))}
       ORDER BY service_id, ended_at`;
    return (await this.database.pool.query<RolloutRow>(sql, where.values)).rows;
  }

  /** Scalings of services, oldest first. */
  async scalings(ids: readonly string[], { lastFrom, to }: TwoWeeks): Promise<ScalingRow[]> {
    const sql = `
      SELECT resource_id, at, from_count, to_count, status FROM scaling_activity
       WHERE resource_id = ANY($1) AND at >= ${instantOf('$2')} AND at < ${instantOf('$3')} ORDER BY resource_id, at`;
    return (await this.database.pool.query<ScalingRow>(sql, [ids, lastFrom, to])).rows;
  }

  /** When each service's desired count was seen to change, oldest first, with the one that held at the start. */
  async desired(ids: readonly string[], { lastFrom, to }: TwoWeeks): Promise<DesiredRow[]> {
    const sql = `
      SELECT resource_id, at, desired FROM (
        SELECT c.resource_id, c.at, c.desired,
               lag(c.desired) OVER (PARTITION BY c.resource_id ORDER BY c.at) AS before
          FROM unnest($1::text[]) AS wanted(id)
               CROSS JOIN LATERAL (
                 SELECT resource_id, at, desired FROM service_count
                  WHERE resource_id = wanted.id AND at < ${instantOf('$3')}
                    AND at >= coalesce((SELECT max(at) FROM service_count
                                         WHERE resource_id = wanted.id AND at <= ${instantOf('$2')}), '-infinity')) c) steps
       WHERE before IS DISTINCT FROM desired ORDER BY resource_id, at`;
    return (await this.database.pool.query<DesiredRow>(sql, [ids, lastFrom, to])).rows;
  }
}

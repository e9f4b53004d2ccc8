import { Injectable } from '@nestjs/common';
import type { RolloutComparison } from '@danji/shared';
import { Database, instant, type Queryable } from '../database/index.js';

/** Tasks of one service that one comparison reads, at most: the newest. */
const TASKS = 5_000;
/** How far back the side before a rollout is looked for: its tasks may be as old as the rollout before. */
const BASELINE_MS = 14 * 86_400_000;
/** Rollouts that one run of the job closes. */
const CLOSED_AT_ONCE = 50;
/** A rollout that ended longer ago than this was over before anybody could compare it. */
const CLOSABLE_MS = 2 * 86_400_000;

export interface TaskRow {
  started_by: string | null;
  revision: number;
  cause: string | null;
  abnormal: boolean;
  created_at: Date;
  connectivity_at: Date | null;
  pull_started_at: Date | null;
  pull_stopped_at: Date | null;
  started_at: Date | null;
  stopping_at: Date | null;
  execution_stopped_at: Date | null;
  stopped_at: Date | null;
}

export interface LevelRow {
  is_new: boolean;
  fatal: number;
  error: number;
  warn: number;
  info: number;
  debug: number;
  unknown: number;
}

export interface UseRow {
  is_new: boolean;
  cpu: number;
  memory: number;
  minutes: number;
}

export interface StageRow {
  at: Date;
  status: string | null;
  stage: string | null;
  production_weight: number | null;
  test_weight: number | null;
  failures: number | null;
}

/** A rollout and the service whose it is, as far as a comparison needs them. */
export interface RolloutKey {
  id: string;
  native_id: string;
  service_id: string;
  scope_id: string;
  created_at: Date;
}

@Injectable()
export class RolloutRepository {
  constructor(private readonly database: Database) {}

  /** Tasks of the service that lived in [from - two weeks, to], without those of rollouts that began later. */
  async tasks({ service_id, created_at }: RolloutKey, to: number): Promise<TaskRow[]> {
    const { rows } = await this.database.pool.query<TaskRow>(
      `SELECT t.started_by, t.revision, t.cause, t.abnormal, t.created_at, t.connectivity_at, t.pull_started_at,
              t.pull_stopped_at, t.started_at, t.stopping_at, t.execution_stopped_at, t.stopped_at
         FROM task_run t
        WHERE t.service_id = $1 AND t.created_at >= $2 AND t.created_at <= $3
          AND NOT EXISTS (SELECT 1 FROM deployment later WHERE later.service_id = $1
                             AND later.native_id = t.started_by AND later.created_at > $4)
        ORDER BY t.created_at DESC LIMIT ${TASKS}`,
      [service_id, instant(created_at.getTime() - BASELINE_MS), instant(to), created_at],
    );
    return rows;
  }

  /** When the next rollout of the service began; null where none has. */
  async nextBegan({ service_id, created_at }: RolloutKey): Promise<Date | null> {
    const { rows } = await this.database.pool.query<{ at: Date | null }>(
      'SELECT min(created_at) AS at FROM deployment WHERE service_id = $1 AND created_at > $2',
      [service_id, created_at],
    );
    return rows[0]?.at ?? null;
  }

  /** Lines by level of the rollout's tasks since it began, and of the other tasks since `from`; none of later rollouts. */
  async levels(
    { service_id, native_id, created_at }: RolloutKey,
    { from, to }: { from: number; to: number },
  ): Promise<LevelRow[]> {
    const { rows } = await this.database.pool.query<LevelRow>(
      `SELECT l.started_by = $2 AS is_new, sum(l.fatal)::int AS fatal, sum(l.error)::int AS error,
              sum(l.warn)::int AS warn, sum(l.info)::int AS info, sum(l.debug)::int AS debug,
              sum(l.unknown)::int AS unknown
         FROM log_deployment_minute l
        WHERE l.source_id = $1 AND l.minute >= $3 AND l.minute < $4
          AND NOT EXISTS (SELECT 1 FROM deployment later WHERE later.service_id = $1
                             AND later.native_id = l.started_by AND later.created_at > $5)
        GROUP BY 1`,
      [service_id, native_id, instant(from), instant(to), created_at],
    );
    return rows;
  }

  /**
   * CPU units and MiB of the tasks of both sides, mean of the minutes within [from, to) that the performance log was
   * read for; none where it was not.
   */
  async use(
    { service_id, native_id, created_at }: RolloutKey,
    { from, to }: { from: number; to: number },
  ): Promise<UseRow[]> {
    const { rows } = await this.database.pool.query<UseRow>(
      `SELECT coalesce(t.started_by = $2, false) AS is_new, avg(v.cpu)::float8 AS cpu,
              avg(v.memory)::float8 AS memory, count(*)::int AS minutes
         FROM task_run t
         JOIN task_usage u ON u.task_id = t.id AND u.hour >= date_trunc('hour', $3::timestamptz) AND u.hour < $4
        CROSS JOIN LATERAL unnest(u.cpu, u.memory) WITH ORDINALITY AS v(cpu, memory, n)
        WHERE t.service_id = $1 AND t.created_at >= $6 AND t.created_at < $4
          AND v.cpu <> 'NaN' AND v.memory <> 'NaN'
          AND u.hour + (v.n - 1) * interval '1 minute' >= $3 AND u.hour + (v.n - 1) * interval '1 minute' < $4
          AND NOT EXISTS (SELECT 1 FROM deployment later WHERE later.service_id = $1
                             AND later.native_id = t.started_by AND later.created_at > $5)
        GROUP BY 1`,
      [
        service_id,
        native_id,
        instant(from),
        instant(to),
        created_at,
        instant(created_at.getTime() - BASELINE_MS),
      ],
    );
    return rows;
  }

  /** Whether the log of the service was read in [from, to): no line is not the same as not looked. */
  async logWasRead(serviceId: string, { from, to }: { from: number; to: number }): Promise<boolean> {
    const { rows } = await this.database.pool.query<{ found: boolean }>(
      'SELECT EXISTS (SELECT 1 FROM log_minute WHERE source_id = $1 AND minute >= $2 AND minute < $3) AS found',
      [serviceId, instant(from), instant(to)],
    );
    return rows[0]?.found ?? false;
  }

  /** Target groups that the service is behind, by their ARNs in its description. */
  async targetGroups(serviceId: string): Promise<{ id: string; type: string | null }[]> {
    const { rows } = await this.database.pool.query<{ id: string; type: string | null }>(
      `SELECT g.id, g.attributes->>'protocol' AS type
         FROM resource s
        CROSS JOIN LATERAL jsonb_array_elements(coalesce(s.attributes->'loadBalancers', '[]')) b
         JOIN resource g ON g.arn = b->>'targetGroupArn' AND g.kind = 'target_group'
        WHERE s.id = $1`,
      [serviceId],
    );
    return rows;
  }

  /** What was observed of a rollout, oldest first. */
  async stages({ service_id, id }: Pick<RolloutKey, 'id' | 'service_id'>): Promise<StageRow[]> {
    const { rows } = await this.database.pool.query<StageRow>(
      `SELECT at, status, stage, production_weight, test_weight, failures FROM rollout_stage
        WHERE service_id = $1 AND deployment_id = $2 ORDER BY at LIMIT 500`,
      [service_id, id],
    );
    return rows;
  }

  async stored({ service_id, id }: Pick<RolloutKey, 'id' | 'service_id'>): Promise<unknown> {
    const { rows } = await this.database.pool.query<{ comparison: unknown }>(
      'SELECT comparison FROM rollout_comparison WHERE service_id = $1 AND deployment_id = $2',
      [service_id, id],
    );
    return rows[0]?.comparison ?? null;
  }

  /** Rollouts whose watch is over and whose comparison is not stored yet, the oldest first. */
  async closable(now: number, watchMs: number): Promise<RolloutKey[]> {
    const { rows } = await this.database.pool.query<RolloutKey>(
      `SELECT d.id, d.native_id, d.service_id, d.scope_id, d.created_at
         FROM deployment d
         LEFT JOIN rollout_comparison c ON c.service_id = d.service_id AND c.deployment_id = d.id
        WHERE d.created_at >= $3 AND c.deployment_id IS NULL
          -- One that another overtook ends by what the service deployment says alone.
          AND coalesce(d.finished_at, (d.detail->>'finishedAt')::timestamptz) >= $1
          AND coalesce(d.finished_at, (d.detail->>'finishedAt')::timestamptz) < $2
        ORDER BY d.created_at LIMIT ${CLOSED_AT_ONCE}`,
      [instant(now - CLOSABLE_MS), instant(now - watchMs), instant(now - BASELINE_MS)],
    );
    return rows;
  }

  async store(
    client: Queryable,
    { service_id, id, scope_id }: RolloutKey,
    comparison: RolloutComparison,
    now: number,
  ): Promise<void> {
    await client.query(
      `INSERT INTO rollout_comparison (service_id, deployment_id, scope_id, computed_at, comparison)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [service_id, id, scope_id, instant(now), JSON.stringify(comparison)],
    );
  }
}

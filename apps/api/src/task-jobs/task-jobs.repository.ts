import { Injectable } from '@nestjs/common';
import type { Context, JobsQuery } from '@danji/shared';
import { Database } from '../database/index.js';
import type { TimeRange } from '../http/index.js';
import { addLabels, Conditions } from '../paging/index.js';

/** A run of a task outside services. */
export interface JobRunRow {
  id: string;
  task_id: string;
  family: string;
  cluster_id: string;
  cluster_name: string | null;
  environment: string;
  team: string | null;
  started_by: string | null;
  created_at: Date;
  started_at: Date | null;
  stopped_at: Date | null;
  cause: string | null;
  abnormal: boolean;
  exit_code: number | null;
}

/** Runs of one family in one cluster that are looked at: a job of every minute has 1,440 a day. */
const RUNS_EACH = 400;
const RUNS = 20_000;

/** How long AWS shows a stopped task at least: what ended in a shorter gap between two looks was seen after it. */
const REMEMBERED = '55 minutes';

export interface Watched {
  from: number | null;
  until: number | null;
  blind: { from: number; to: number }[];
}

@Injectable()
export class TaskJobsRepository {
  constructor(private readonly database: Database) {}

  /** Runs that were created in the range, the newest of each family, and whether there were more. */
  async runs(
    ctx: Context,
    query: JobsQuery,
    { from, to }: TimeRange,
  ): Promise<{ rows: JobRunRow[]; truncated: boolean }> {
    const where = addLabels(new Conditions(), ctx, query, { alias: 't' })
      .equal('t.cluster_id', query.cluster)
      .add('t.service_id IS NULL');
    where.add(`t.created_at >= to_timestamp(${where.bind(from)}::float8 / 1000)`);
    where.add(`t.created_at < to_timestamp(${where.bind(to)}::float8 / 1000)`);
    const { rows } = await this.database.pool.query<JobRunRow & { place: number }>(
      `SELECT ranked.*, cluster.name AS cluster_name
         FROM (SELECT t.id, t.task_id, t.family, t.cluster_id, t.environment, t.team, t.started_by, t.created_at,
                      t.started_at, t.stopped_at, t.cause, t.abnormal, (t.cause_params->>'exitCode')::int AS exit_code,
                      row_number() OVER (PARTITION BY t.cluster_id, t.family ORDER BY t.created_at DESC, t.id) AS place
                 FROM task_run t WHERE ${where.toSql()}) ranked
         LEFT JOIN resource cluster ON cluster.id = ranked.cluster_id
        WHERE ranked.place <= ${RUNS_EACH + 1}
        ORDER BY ranked.created_at DESC, ranked.id LIMIT ${RUNS + 1}`,
      where.values,
    );
    const kept = rows.filter(({ place }) => Number(place) <= RUNS_EACH).slice(0, RUNS);
    return { rows: kept, truncated: kept.length < rows.length };
  }

  /** When tasks were first and last looked at (epoch ms, null before the first), and stretches of which nobody knows. */
  async watched({ from, to }: TimeRange): Promise<Watched> {
    const { pool } = this.database;
    const [first, last, blind] = await Promise.all([
      pool.query<{ at: Date | null }>('SELECT min(first_seen) AS at FROM resource'),
      pool.query<{ at: Date }>(
        `SELECT finished_at AS at FROM collection_run WHERE job = 'inventory' AND 'ecs_task' = ANY(kinds)
          ORDER BY started_at DESC LIMIT 1`,
      ),
      pool.query<{ from: Date; to: Date }>(
        `SELECT before AS "from", started_at - $3::interval AS "to"
           FROM (SELECT started_at, lag(finished_at) OVER (PARTITION BY scope_id, region ORDER BY started_at) AS before
                   FROM collection_run
                  WHERE job = 'inventory' AND 'ecs_task' = ANY(kinds)
                    AND started_at >= to_timestamp($1::float8 / 1000) AND started_at < to_timestamp($2::float8 / 1000)) r
          WHERE started_at - before > $3::interval`,
        [from, to, REMEMBERED],
      ),
    ]);
    return {
      from: first.rows[0]?.at?.getTime() ?? null,
      until: last.rows[0]?.at.getTime() ?? null,
      blind: blind.rows.map((stretch) => ({ from: stretch.from.getTime(), to: stretch.to.getTime() })),
    };
  }
}

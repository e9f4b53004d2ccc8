import { Injectable } from '@nestjs/common';
import type { FlowTask } from '@danji/analysis';
import type { Context } from '@danji/shared';
import { Database } from '../database/index.js';
import type { TimeRange } from '../http/index.js';
import { unpackRuns, WORDS } from './packed-runs.js';
import { taskConditions, type TaskFilter } from './task-filter.js';

const HOUR_MS = 3_600_000;

export interface StopReasonRow {
  cause: string;
  count: number;
  abnormal: boolean;
  /** Of the newest one. */
  id: string | null;
  stopped_reason: string | null;
}

/** Task runs as the flow reads them: all of a range at once, in columns. */
@Injectable()
export class TaskFlowRepository {
  constructor(private readonly database: Database) {}

  /**
   * Hands every task that was alive at some moment of the filter's range to `visit`, in no order: one object that is
   * filled again for the next. The column `moments` holds what is needed of a run; a row of values for each of a hundred
   * thousand runs would take seconds to read.
   */
  async visit(ctx: Context, filter: TaskFilter, visit: (task: FlowTask) => void): Promise<void> {
    const where = taskConditions(ctx, filter);
    const words = where.bind(WORDS);
    const { rows } = await this.database.pool.query<{ hashes: number[]; packed: string | null }>(
      `SELECT (SELECT array_agg(hashtext(word) ORDER BY place)
                 FROM unnest(${words}::text[]) WITH ORDINALITY AS w(word, place)) AS hashes,
              encode(string_agg(t.moments, ''), 'base64') AS packed
         FROM task_run t WHERE ${where.toSql()}`,
      where.values,
    );
    const row = rows[0];
    if (row?.packed) unpackRuns(Buffer.from(row.packed, 'base64'), row.hashes, visit);
  }

  /** Stops by cause in [from, to), epoch ms, each with its newest. */
  async stopReasons(
    ctx: Context,
    filter: Omit<TaskFilter, 'from' | 'to'>,
    { from, to }: TimeRange,
  ): Promise<StopReasonRow[]> {
    const where = taskConditions(ctx, { ...filter, from: null, to: null }, 'cause');
    const bounds = [from, to].map((at) => `to_timestamp(${where.bind(at)}::float8 / 1000)`);
    where.add(`t.stopped_at >= ${bounds[0]} AND t.stopped_at < ${bounds[1]} AND t.cause IS NOT NULL`);
    const sql = `
      WITH counted AS (
        SELECT t.cause, count(*)::int AS count, bool_or(t.abnormal) AS abnormal, max(t.stopped_at) AS newest
          FROM task_run t WHERE ${where.toSql()} GROUP BY t.cause)
      SELECT c.cause, c.count, c.abnormal, example.id, example.stopped_reason
        FROM counted c
        LEFT JOIN LATERAL (SELECT t.id, t.stopped_reason FROM task_run t
                            WHERE t.cause = c.cause AND t.stopped_at = c.newest AND ${where.toSql()}
                            ORDER BY t.id DESC LIMIT 1) example ON TRUE`;
    return (await this.database.pool.query<StopReasonRow>(sql, where.values)).rows;
  }

  /** Epoch ms since which stops are known: AWS shows one for about an hour, so the first look knows the hour before. */
  async knownFrom(): Promise<number | null> {
    const { rows } = await this.database.pool.query<{ at: Date | null }>(
      'SELECT min(first_seen) AS at FROM resource',
    );
    const at = rows[0]?.at ?? null;
    return at === null ? null : at.getTime() - HOUR_MS;
  }
}

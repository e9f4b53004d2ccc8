import { Injectable } from '@nestjs/common';
import { CAUSE_CLASSES, TASK_TRIGGERS, type CauseClass, type FlowTask } from '@danji/analysis';
import type { Context } from '@danji/shared';
import { Database, readIntegers, readTimestamps } from '../database/index.js';
import type { TimeRange } from '../http/index.js';
import { taskConditions, type TaskFilter } from './task-filter.js';

const HOUR_MS = 3_600_000;

const MOMENTS = {
  createdAt: 't.created_at',
  connectivityAt: 't.connectivity_at',
  pullStartedAt: 't.pull_started_at',
  pullStoppedAt: 't.pull_stopped_at',
  startedAt: 't.started_at',
  stoppingAt: 't.stopping_at',
  executionStoppedAt: 't.execution_stopped_at',
  stoppedAt: 't.stopped_at',
} as const;
const NAMES = Object.keys(MOMENTS) as (keyof typeof MOMENTS)[];
const STATUSES = ['RUNNING', 'STOPPED', 'PROVISIONING', 'PENDING', 'ACTIVATING', 'DEACTIVATING', 'STOPPING'];

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
   * filled again for the next. Words travel as hashes, moments in PostgreSQL's own binary form: a row of texts for each
   * of a hundred thousand tasks would take seconds to read.
   */
  async visit(ctx: Context, filter: TaskFilter, visit: (task: FlowTask) => void): Promise<void> {
    const where = taskConditions(ctx, filter);
    const words = where.bind([...TASK_TRIGGERS, ...CAUSE_CLASSES, ...STATUSES]);
    const columns = [
      'hashtext(t.trigger)',
      'hashtext(t.cause)',
      'hashtext(t.last_status)',
      't.abnormal::int',
      ...Object.values(MOMENTS),
    ].map((column) => packed(`array_agg(${column})`));
    const { rows } = await this.database.pool.query<(string | null)[]>({
      text: `
        SELECT (SELECT ${packed('array_agg(hashtext(word) ORDER BY place)')}
                  FROM unnest(${words}::text[]) WITH ORDINALITY AS w(word, place)),
               ${columns.join(', ')}
          FROM task_run t WHERE ${where.toSql()}`,
      values: where.values,
      rowMode: 'array',
    });
    const row = rows[0];
    // Without a task every aggregate is NULL.
    if (row === undefined || row[1] === null) return;
    visitColumns(
      row.map((text) => Buffer.from(text ?? '', 'base64')),
      visit,
    );
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

/** An array in its binary form, as text: node-postgres reads no binary answers. */
function packed(array: string): string {
  return `encode(array_send(${array}), 'base64')`;
}

function visitColumns(row: readonly Buffer[], visit: (task: FlowTask) => void): void {
  const [words, trigger, cause, status, abnormal, ...moments] = row.map((bytes, i) =>
    i < 5 ? readIntegers(bytes) : readTimestamps(bytes),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, ...Float64Array[]];
  const named = <T extends string>(list: readonly T[], first: number): Map<number, T> =>
    new Map(list.map((word, i) => [words[first + i] ?? NaN, word]));
  const triggers = named(TASK_TRIGGERS, 0);
  const causes: Map<number, CauseClass> = named(CAUSE_CLASSES, TASK_TRIGGERS.length);
  const statuses = named(STATUSES, TASK_TRIGGERS.length + CAUSE_CLASSES.length);
  const times: FlowTask['times'] = {
    createdAt: null,
    connectivityAt: null,
    pullStartedAt: null,
    pullStoppedAt: null,
    startedAt: null,
    stoppingAt: null,
    executionStoppedAt: null,
    stoppedAt: null,
  };
  const task: FlowTask = { trigger: 'unknown', times, lastStatus: '', cause: null, abnormal: false };
  for (let i = 0; i < trigger.length; i += 1) {
    NAMES.forEach((name, column) => {
      const at = moments[column]?.[i] as number;
      times[name] = at === at ? at : null;
    });
    const why = cause[i] as number;
    task.trigger = triggers.get(trigger[i] as number) ?? 'unknown';
    // A class that this version does not know is a stop of unknown cause.
    task.cause = why === why ? (causes.get(why) ?? 'unknown') : null;
    task.lastStatus = statuses.get(status[i] as number) ?? '';
    task.abnormal = abnormal[i] === 1;
    visit(task);
  }
}

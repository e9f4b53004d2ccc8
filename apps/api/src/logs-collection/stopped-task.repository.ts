import { bulkWrite, inTransaction, instant, type Database } from '../database/index.js';
import type { LogLevel } from '@danji/shared';
import type { LogPlace } from './log.repository.js';

/** A task that stopped and whose streams were not read yet. */
export interface StoppedTask {
  id: string;
  taskId: string;
  scopeId: string;
  /** Epoch ms. */
  stoppedAt: number;
  abnormal: boolean;
  /** Where its containers write, by its task definition; none where they write elsewhere. */
  targets: { group: string; prefix: string; container: string }[];
}

export interface TaskEnd {
  /** `nothing`: no stream, or an empty one; the others as AWS refused. */
  state: 'read' | 'nothing' | 'denied' | 'failed';
  lines: { at: number; stream: string; level: LogLevel; message: string }[];
  message: string | null;
}

/** Ends of tasks in SQL. */
export class StoppedTaskRepository {
  constructor(private readonly database: Database) {}

  /** Of the tasks that stopped within [from, to) (epoch ms), those still to be read: abnormal ends and late ones first. */
  async unread(
    { scopeId, region }: LogPlace,
    span: { from: number; to: number },
    off: readonly string[],
    limit: number,
  ): Promise<StoppedTask[]> {
    const { rows } = await this.database.pool.query<StoppedTask>(
      `SELECT t.id, t.task_id AS "taskId", t.scope_id AS "scopeId",
              extract(epoch FROM t.stopped_at)::float8 * 1000 AS "stoppedAt", t.abnormal,
              coalesce((SELECT json_agg(json_build_object('group', c->>'logGroup', 'prefix', c->>'logStreamPrefix', 'container', c->>'name'))
                          FROM resource r CROSS JOIN LATERAL jsonb_array_elements(r.attributes->'containers') AS c
                         WHERE r.arn = t.task_definition_arn AND r.scope_id = t.scope_id
                           AND c->>'logGroup' IS NOT NULL AND c->>'logStreamPrefix' IS NOT NULL
                           AND NOT EXISTS (SELECT 1 FROM resource g WHERE g.kind = 'log_group' AND g.name = c->>'logGroup'
                                              AND g.scope_id = t.scope_id AND g.id = ANY($5))), '[]') AS targets
         FROM task_run t
        WHERE t.scope_id = $1 AND t.region = $2
          AND t.stopped_at >= to_timestamp($3::float8 / 1000) AND t.stopped_at < to_timestamp($4::float8 / 1000)
          AND NOT EXISTS (SELECT 1 FROM task_line_read d WHERE d.task_id = t.id)
        ORDER BY t.abnormal DESC, t.stopped_at DESC LIMIT $6`,
      [scopeId, region, span.from, span.to, off, limit],
    );
    return rows;
  }

  /** Stores what was read, in place of what was there. */
  async store(task: StoppedTask, region: string, end: TaskEnd, now: number): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      await client.query('DELETE FROM task_line WHERE task_id = $1', [task.id]);
      await bulkWrite(
        client,
        { table: 'task_line', key: ['task_id', 'position'], update: 'none' },
        end.lines.map(({ at, stream, level, message }, position) => ({
          task_id: task.id,
          position,
          at: instant(at),
          scope_id: task.scopeId,
          stream,
          level,
          message,
        })),
      );
      await bulkWrite(client, { table: 'task_line_read', key: ['task_id'], update: 'all' }, [
        {
          task_id: task.id,
          scope_id: task.scopeId,
          region,
          stopped_at: instant(task.stoppedAt),
          read_at: instant(now),
          state: end.state,
          lines: end.lines.length,
          message: end.message,
        },
      ]);
    });
  }
}

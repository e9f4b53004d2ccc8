import { Injectable } from '@nestjs/common';
import { USAGE_COLUMNS, type TaskUsageHour, type UsageColumn } from '@danji/analysis';
import { Database, instant, inTransaction } from '../database/index.js';
import type { ReadHour } from './read-minutes.js';
import type { UsageSource } from './usage-source.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What one task used in a span, a value for each of its minutes; NaN where nothing is known. */
export type TaskUsageValues = Record<UsageColumn, Float64Array>;

/** Per-task use in SQL. */
@Injectable()
export class UsageRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores hours of use and which minutes of their source were read, in one transaction: a slot that carries nothing
   * never erases one that is there, so reading again changes nothing. Task ids are Danji's (`task-…`).
   */
  async store(
    source: UsageSource,
    hours: readonly TaskUsageHour[],
    read: readonly ReadHour[],
  ): Promise<void> {
    if (hours.length === 0 && read.length === 0) return;
    const rows = hours.map(({ taskId, hour, ...columns }) => ({
      task_id: taskId,
      hour: instant(hour),
      scope_id: source.scopeId,
      ...Object.fromEntries(USAGE_COLUMNS.map((column) => [column, Array.from(columns[column], written)])),
    }));
    const merged = USAGE_COLUMNS.map(
      (column) => `${column} = danji_merge_slots(t.${column}, EXCLUDED.${column})`,
    );
    await inTransaction(
      this.database.pool,
      async (client) => {
        await client.query(
          `INSERT INTO task_usage AS t SELECT * FROM jsonb_populate_recordset(NULL::task_usage, $1::jsonb)
           ON CONFLICT (task_id, hour) DO UPDATE SET ${merged.join(', ')}`,
          [JSON.stringify(rows)],
        );
        await client.query(
          `INSERT INTO task_usage_read AS t (resource_id, hour, scope_id, minutes)
           SELECT $1, hour, $2, minutes::bit(60) FROM unnest($3::timestamptz[], $4::text[]) AS r(hour, minutes)
           ON CONFLICT (resource_id, hour) DO UPDATE SET minutes = t.minutes | EXCLUDED.minutes`,
          [
            source.resourceId,
            source.scopeId,
            read.map(({ hour }) => instant(hour)),
            read.map(({ minutes }) => minutes),
          ],
        );
      },
      { relaxed: true },
    );
  }

  /** Which minutes of a host's or service's log were read within [from, to), epoch ms. */
  async readHours(resourceId: string, from: number, to: number): Promise<ReadHour[]> {
    const { rows } = await this.database.pool.query<{ hour: Date; minutes: string }>(
      `SELECT hour, minutes::text FROM task_usage_read
        WHERE resource_id = $1 AND hour = ANY($2::timestamptz[])`,
      [resourceId, hoursOf(from, to)],
    );
    return rows.map(({ hour, minutes }) => ({ hour: hour.getTime(), minutes }));
  }

  /**
   * What tasks used within [from, to) (epoch ms, whole minutes), by Danji's task id; tasks of which nothing was read are
   * absent. Whoever shows it has made sure that the actor may see the tasks.
   */
  async ofTasks(taskIds: readonly string[], from: number, to: number): Promise<Map<string, TaskUsageValues>> {
    const found = new Map<string, TaskUsageValues>();
    if (taskIds.length === 0) return found;
    const { rows } = await this.database.pool.query<
      { task_id: string; hour: Date } & Record<UsageColumn, number[]>
    >(
      `SELECT task_id, hour, ${USAGE_COLUMNS.join(', ')} FROM task_usage
        WHERE task_id = ANY($1) AND hour = ANY($2::timestamptz[])`,
      [taskIds, hoursOf(from, to)],
    );
    const length = Math.ceil((to - from) / MINUTE_MS);
    for (const row of rows) {
      const values = found.get(row.task_id) ?? unknown(length);
      found.set(row.task_id, values);
      const offset = (row.hour.getTime() - from) / MINUTE_MS;
      for (const column of USAGE_COLUMNS) {
        row[column].forEach((value, slot) => {
          const at = offset + slot;
          if (at >= 0 && at < length) values[column][at] = value;
        });
      }
    }
    return found;
  }
}

/** JSON has no NaN; PostgreSQL reads the word. */
function written(value: number): number | 'NaN' {
  return Number.isNaN(value) ? 'NaN' : value;
}

function unknown(length: number): TaskUsageValues {
  const values = (): Float64Array => new Float64Array(length).fill(NaN);
  return { cpu: values(), memory: values(), network: values(), storage: values() };
}

function hoursOf(from: number, to: number): string[] {
  const hours: string[] = [];
  for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) hours.push(instant(hour));
  return hours;
}

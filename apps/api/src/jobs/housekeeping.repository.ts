import type { Database } from '../database/index.js';

export interface Retention {
  /** Partitions cover [from, to). */
  from: Date;
  to: Date;
  minutesBefore: Date;
  daysBefore: Date;
  linesBefore: Date;
  logMinutesBefore: Date;
  runsBefore: Date;
}

/** @returns partitions made or dropped and rows deleted */
export async function keepHouse({ pool }: Database, kept: Retention): Promise<number> {
  const made = await pool.query<{ n: number }>('SELECT danji_ensure_partitions($1, $2) AS n', [
    kept.from,
    kept.to,
  ]);
  const dropped = await pool.query<{ n: number }>('SELECT danji_drop_partitions($1, $2, $3) AS n', [
    kept.minutesBefore,
    kept.daysBefore,
    kept.linesBefore,
  ]);
  const runs = await pool.query('DELETE FROM collection_run WHERE started_at < $1', [kept.runsBefore]);
  const minutes = await pool.query('DELETE FROM log_minute WHERE minute < $1', [kept.logMinutesBefore]);
  return (made.rows[0]?.n ?? 0) + (dropped.rows[0]?.n ?? 0) + (runs.rowCount ?? 0) + (minutes.rowCount ?? 0);
}

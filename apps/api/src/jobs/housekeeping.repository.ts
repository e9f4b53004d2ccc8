import type { Database } from '../database/index.js';

export interface Retention {
  /** Partitions cover [from, to). */
  from: Date;
  to: Date;
  minutesBefore: Date;
  daysBefore: Date;
  linesBefore: Date;
  logMinutesBefore: Date;
  usageBefore: Date;
  runsBefore: Date;
  historyBefore: Date;
  hotBefore: Date;
  postedKeysBefore: Date;
  queueEventsBefore: Date;
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
  let items = (made.rows[0]?.n ?? 0) + (dropped.rows[0]?.n ?? 0);
  for (const [table, column, before] of expiring(kept)) {
    const { rowCount } = await pool.query(`DELETE FROM ${table} WHERE ${column} < $1`, [before]);
    items += rowCount ?? 0;
  }
  return items;
}

function expiring(kept: Retention): (readonly [table: string, column: string, before: Date])[] {
  return [
    ['collection_run', 'started_at', kept.runsBefore],
    ['queue_event', 'received_at', kept.queueEventsBefore],
    ['log_minute', 'minute', kept.logMinutesBefore],
    ['log_deployment_minute', 'minute', kept.logMinutesBefore],
    ['log_template_hour', 'hour', kept.logMinutesBefore],
    ['log_template', 'last_seen', kept.historyBefore],
    ['task_usage', 'hour', kept.usageBefore],
    ['task_usage_read', 'hour', kept.usageBefore],
    ['task_run', 'stopped_at', kept.historyBefore],
    ['task_line', 'at', kept.historyBefore],
    ['task_line_read', 'stopped_at', kept.historyBefore],
    ['event', 'at', kept.historyBefore],
    ['deployment', 'finished_at', kept.historyBefore],
    ['rollout_stage', 'at', kept.historyBefore],
    ['rollout_comparison', 'computed_at', kept.historyBefore],
    ['scaling_activity', 'at', kept.historyBefore],
    ['service_count', 'at', kept.historyBefore],
    ['alert', 'resolved_at', kept.historyBefore],
    ['incident', 'resolved_at', kept.historyBefore],
    ['incident_entry', 'at', kept.historyBefore],
    ['notification', 'created_at', kept.historyBefore],
    ['silence', 'ends_at', kept.historyBefore],
    ['metric_lag', 'hour', kept.historyBefore],
    ['api_usage', 'hour', kept.historyBefore],
    ['capacity_review', 'to_at', kept.daysBefore],
    ['review_action', 'closed_at', kept.daysBefore],
    ['hot_resource', 'until', kept.hotBefore],
    ['posted_key', 'taken_at', kept.postedKeysBefore],
  ];
}

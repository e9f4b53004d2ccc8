import type { TaskObservation, TaskRun } from '@danji/analysis';
import { bulkWrite, instant, type Queryable, type Row } from '../../database/index.js';
import type { PlaceKey } from '../store/resource.repository.js';

/** What the fold remembers beyond the columns. */
export interface FoldMemory {
  run: TaskRun;
  trigger: string;
}

/** Task runs in SQL. `observed` keeps the folded run itself, so the next look can be added to it. */
export class TaskRunRepository {
  /** Runs that may still change: live ones, and those that stopped a short while ago. */
  async recent(
    client: Queryable,
    { scopeId, region }: PlaceKey,
    stoppedAfter: number,
  ): Promise<FoldMemory[]> {
    const { rows } = await client.query<{ observed: TaskRun; trigger: string }>(
      `SELECT observed, trigger FROM task_run
        WHERE scope_id = $1 AND region = $2 AND (stopped_at IS NULL OR stopped_at > $3)`,
      [scopeId, region, new Date(stoppedAfter)],
    );
    return rows.map(({ observed, trigger }) => ({ run: observed, trigger }));
  }

  async write(client: Queryable, rows: readonly Row[]): Promise<void> {
    for (let i = 0; i < rows.length; i += 1000) {
      await bulkWrite(client, { table: 'task_run', key: ['id'], update: UPDATED }, rows.slice(i, i + 1000));
    }
  }

  /** Ends a run whose stop was not seen: when it was last listed is known, the cause is not. */
  async end(client: Queryable, id: string, run: TaskRun, now: number): Promise<void> {
    await client.query(
      `UPDATE task_run SET last_status = 'STOPPED', desired_status = 'STOPPED', stopped_at = $2, stopped_reason = $3,
              cause = 'unknown', abnormal = false, observed = $4, last_seen = $5
        WHERE id = $1 AND stopped_at IS NULL`,
      [id, instant(run.stoppedAt), run.stoppedReason, JSON.stringify(run), instant(now)],
    );
  }
}

/** Whose it is and how it was started do not change with later looks. */
const UPDATED = [
  'service_id',
  'launch_type',
  'capacity_provider',
  'container_instance_id',
  'availability_zone',
  'platform_version',
  'last_status',
  'desired_status',
  'health',
  'stop_code',
  'stopped_reason',
  'cause',
  'abnormal',
  'cause_params',
  'containers',
  'network',
  'connectivity_at',
  'pull_started_at',
  'pull_stopped_at',
  'started_at',
  'stopping_at',
  'execution_stopped_at',
  'stopped_at',
  'observed',
  'last_seen',
];

/** Whether a later look says anything new: all but the time of the look. */
export function sameContent(a: TaskRun, b: TaskRun): boolean {
  return JSON.stringify(content(a)) === JSON.stringify(content(b));
}

function content(run: TaskRun): Omit<TaskObservation, 'observedAt'> {
  const { observedAt: _looked, firstObservedAt: _first, lastObservedAt: _last, ...rest } = run;
  return rest;
}

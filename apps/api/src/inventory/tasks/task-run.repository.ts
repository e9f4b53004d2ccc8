import { readStoredRun, type TaskRun } from '@danji/analysis';
import { bulkWrite, type Queryable, type Row } from '../../database/index.js';
import { canonicalJson } from '../canonical.js';
import type { PlaceKey } from '../store/resource.repository.js';
import type { StopContext } from './task-row.js';

/** What the fold remembers beyond the columns. */
export interface FoldMemory {
  run: TaskRun;
  trigger: string;
  /** What the service was like when the task stopped: a late look does not judge the stop anew. */
  stop: StopContext | null;
  /** Ids of task runs. */
  replaces: string | null;
  replacedBy: string | null;
}

interface StoredRow {
  observed: TaskRun;
  trigger: string;
  stop: StopContext | null;
  replaces: string | null;
  replaced_by: string | null;
}

const SELECT = `SELECT observed, trigger, cause_params->'context' AS stop, replaces, replaced_by FROM task_run`;
const BATCH = 1000;

/** Task runs in SQL. `observed` keeps the folded run itself, so the next look can be added to it. */
export class TaskRunRepository {
  /** Runs that may still change: live ones, and those that stopped a short while ago. */
  async recent(
    client: Queryable,
    { scopeId, region }: PlaceKey,
    stoppedAfter: number,
  ): Promise<FoldMemory[]> {
    const { rows } = await client.query<StoredRow>(
      `${SELECT} WHERE scope_id = $1 AND region = $2 AND (stopped_at IS NULL OR stopped_at > $3)`,
      [scopeId, region, new Date(stoppedAfter)],
    );
    return rows.map(toMemory);
  }

  /**
   * Holds back every other writer of the place's runs until the transaction ends: sweeps and events of several
   * processes add to the same runs.
   */
  async lockPlace(client: Queryable, { scopeId, region }: PlaceKey): Promise<void> {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('task_run'), hashtext($1))`, [
      `${scopeId}/${region}`,
    ]);
  }

  /** Runs as they are stored now, by ARN. */
  async stored(client: Queryable, ids: readonly string[]): Promise<Map<string, FoldMemory>> {
    const found = new Map<string, FoldMemory>();
    for (let i = 0; i < ids.length; i += BATCH) {
      const { rows } = await client.query<StoredRow>(`${SELECT} WHERE id = ANY($1)`, [
        ids.slice(i, i + BATCH),
      ]);
      for (const row of rows) found.set(row.observed.taskArn, toMemory(row));
    }
    return found;
  }

  async write(client: Queryable, rows: readonly Row[]): Promise<void> {
    for (let i = 0; i < rows.length; i += BATCH) {
      await bulkWrite(client, { table: 'task_run', key: ['id'], update: UPDATED }, rows.slice(i, i + BATCH));
    }
  }

  /** Links both ways: ids of task runs, null where a link was taken back. */
  async link(
    client: Queryable,
    links: readonly { id: string; replaces: string | null; replacedBy: string | null }[],
  ): Promise<void> {
    await client.query(
      `UPDATE task_run t SET replaces = l.replaces, replaced_by = l."replacedBy"
         FROM jsonb_to_recordset($1::jsonb) AS l(id text, replaces text, "replacedBy" text)
        WHERE t.id = l.id`,
      [JSON.stringify(links)],
    );
  }
}

function toMemory({ observed, trigger, stop, replaces, replaced_by }: StoredRow): FoldMemory {
  return { run: readStoredRun(observed), trigger, stop, replaces, replacedBy: replaced_by };
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
  'healthy_at',
  'drained_at',
  'execution_stopped_at',
  'stopped_at',
  'moment_bounds',
  'observed',
  'last_seen',
];

/** Statuses whose stay is measured by looks alone: their last look is worth a write, that of a RUNNING task is not. */
const MEASURED = new Set(['DEACTIVATING', 'STOPPING', 'DEPROVISIONING']);

/** Whether a later look says anything new: all but the time of the look. */
export function sameContent(a: TaskRun, b: TaskRun): boolean {
  const [x, y] = [content(a), content(b)];
  // What came out of the database has its members in another order: the slower comparison is for the first look.
  return JSON.stringify(x) === JSON.stringify(y) || canonicalJson(x) === canonicalJson(y);
}

function content(run: TaskRun): unknown {
  const {
    observedAt: _looked,
    askedAt: _asked,
    source: _source,
    firstObservedAt: _first,
    lastObservedAt: _last,
    stays,
    ...rest
  } = run;
  const measured = Object.entries(stays).map(([status, { until, ...stay }]) => [
    status,
    stay,
    MEASURED.has(status) ? until : null,
  ]);
  return [rest, measured];
}

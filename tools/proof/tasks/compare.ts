import { taskPhases, type MomentBounds } from '../../../packages/analysis/dist/index.js';
import type { Connection } from '../../../prisma/dist/index.js';
import { CLASS_OF, EXACT, truePhases, type TrueTask } from './true-tasks.ts';

/** A stored run, times as epoch ms. */
interface StoredTask {
  arn: string;
  times: Record<(typeof EXACT)[number], number | null>;
  drainedAt: number | null;
  bounds: MomentBounds;
  cause: string | null;
  replaces: string | null;
  replacedBy: string | null;
}

export interface Compared {
  tasks: number;
  stopped: number;
  byCause: Map<string, number>;
  linked: number;
  /** Milliseconds between the looks around an end of draining. */
  widths: number[];
  /** Drainings that no look saw, by their true milliseconds. */
  unseen: number[];
  missing: string[];
  wrong: { moments: string[]; phases: string[]; causes: string[]; replacements: string[] };
}

async function storedTasks({ pool }: Connection): Promise<Map<string, StoredTask>> {
  const column = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const ms = (name: string): string => `(extract(epoch FROM t.${column(name)}) * 1000)::float8 AS "${name}"`;
  const { rows } = await pool.query<Record<string, unknown>>(
    `SELECT t.arn, t.cause, t.moment_bounds, a.task_id AS replaces, b.task_id AS replaced_by,
            ${[...EXACT, 'drainedAt'].map(ms).join(', ')}
       FROM task_run t LEFT JOIN task_run a ON a.id = t.replaces LEFT JOIN task_run b ON b.id = t.replaced_by`,
  );
  const at = (value: unknown): number | null => (typeof value === 'number' ? Math.round(value) : null);
  const stored = rows.map((row): StoredTask => ({
    arn: String(row['arn']),
    times: Object.fromEntries(EXACT.map((name) => [name, at(row[name])])) as StoredTask['times'],
    drainedAt: at(row['drainedAt']),
    bounds: (row['moment_bounds'] ?? {}) as MomentBounds,
    cause: row['cause'] as string | null,
    replaces: row['replaces'] as string | null,
    replacedBy: row['replaced_by'] as string | null,
  }));
  return new Map(stored.map((task) => [task.arn, task]));
}

/**
 * Holds every true task against what is stored. `resolution`: the longest time between two looks, within which the end
 * of draining may lie (0: every moment is exact). Links count from `from` on: who was lost before was not watched.
 */
export async function compareTasks(
  connection: Connection,
  truth: readonly TrueTask[],
  { from, resolution }: { from: number; resolution: number },
): Promise<Compared> {
  const stored = await storedTasks(connection);
  const lostAt = new Map(truth.map((task) => [idOf(task), Date.parse(task.stoppingAt ?? '')]));
  const found: Compared = {
    tasks: truth.length,
    stopped: 0,
    byCause: new Map(),
    linked: 0,
    widths: [],
    unseen: [],
    missing: [],
    wrong: { moments: [], phases: [], causes: [], replacements: [] },
  };
  for (const task of truth) {
    const kept = stored.get(task.taskArn);
    if (!kept) {
      found.missing.push(idOf(task));
      continue;
    }
    compareMoments(task, kept, found);
    comparePhases(task, kept, found, resolution);
    compareCause(task, kept, found);
    compareLinks(task, kept, found, (lost) => (lostAt.get(lost) ?? 0) >= from);
  }
  return found;
}

const idOf = ({ taskArn }: { taskArn: string }): string => taskArn.slice(taskArn.lastIndexOf('/') + 1);
const timeOf = (iso: string | undefined): number | null => (iso === undefined ? null : Date.parse(iso));

function compareMoments(task: TrueTask, kept: StoredTask, found: Compared): void {
  for (const name of EXACT) {
    const [truth, seen] = [timeOf(task[name]), kept.times[name]];
    if (truth !== seen) found.wrong.moments.push(`${idOf(task)} ${name}: ${seen}, truth ${truth}`);
  }
}

function comparePhases(task: TrueTask, kept: StoredTask, found: Compared, resolution: number): void {
  const phases = taskPhases({ ...kept.times, drainedAt: kept.drainedAt }, kept.bounds);
  const draining = truePhases(task).find(({ phase }) => phase === 'deactivate');
  const merged = draining !== undefined && kept.drainedAt === null;
  const truth =
    merged && task.drainedAt !== undefined ? truePhases({ ...task, drainedAt: undefined }) : truePhases(task);
  if (merged && draining.ms !== null) found.unseen.push(draining.ms);
  const [after, before] = kept.bounds.drainedAt ?? [kept.drainedAt ?? 0, kept.drainedAt ?? 0];
  if (kept.drainedAt !== null && draining) found.widths.push(before - after);
  const same =
    phases.length === truth.length &&
    truth.every(({ phase, ms }, i) => {
      const seen = phases[i];
      if (!seen || seen.phase !== phase) return false;
      if (ms === null || seen.dwellBounds === null) return ms === null && seen.dwellMs === null;
      const [least, most] = seen.dwellBounds;
      return seen.exact ? seen.dwellMs === ms : ms >= least && ms <= most && most - least <= resolution;
    });
  const tooLong = merged && (draining.ms ?? 0) > resolution;
  if (!same || tooLong) {
    const shown = phases.map(({ phase, dwellMs }) => `${phase} ${dwellMs}`).join(', ');
    const wanted = truth.map(({ phase, ms }) => `${phase} ${ms}`).join(', ');
    found.wrong.phases.push(`${idOf(task)}: ${shown}; truth ${wanted}`);
  }
}

function compareCause(task: TrueTask, kept: StoredTask, found: Compared): void {
  if (task.stoppedAt === undefined || task.endedBy === undefined) return;
  found.stopped += 1;
  found.byCause.set(task.endedBy, (found.byCause.get(task.endedBy) ?? 0) + 1);
  const wanted = CLASS_OF[task.endedBy];
  if (kept.cause !== wanted) found.wrong.causes.push(`${idOf(task)} ${task.endedBy}: ${kept.cause}`);
}

function compareLinks(
  task: TrueTask,
  kept: StoredTask,
  found: Compared,
  watched: (lostTask: string) => boolean,
): void {
  const replaces = task.replaces !== undefined && watched(task.replaces) ? task.replaces : null;
  const replacedBy = watched(idOf(task)) ? (task.replacedBy ?? null) : null;
  const seen = kept.replaces !== null && watched(kept.replaces) ? kept.replaces : null;
  const seenBy = watched(idOf(task)) ? kept.replacedBy : null;
  if (replaces !== null) found.linked += 1;
  if (seen !== replaces) found.wrong.replacements.push(`${idOf(task)} replaces ${seen}, truth ${replaces}`);
  if (seenBy !== replacedBy) {
    found.wrong.replacements.push(`${idOf(task)} replaced by ${seenBy}, truth ${replacedBy}`);
  }
}

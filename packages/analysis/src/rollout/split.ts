import { quantile } from '../statistics/index.js';
import type { CauseClass } from '../stop-cause/index.js';
import { startupMs, taskPhases, type PhaseName, type TaskTimestamps } from '../task-run/index.js';

/** One task of the service, as far as it is known. Times: epoch ms. */
export interface RolloutTask {
  /** `ecs-svc/N` of the deployment or task set that started it. */
  startedBy: string | null;
  revision: number;
  times: TaskTimestamps;
  cause: CauseClass | null;
  abnormal: boolean;
}

/** What is compared: one rollout of a service and every task that lived around it. */
export interface RolloutFacts {
  /** `ecs-svc/N` of the rollout: of its deployment, or of its task set. */
  deployment: string;
  /** Epoch ms. */
  createdAt: number;
  /** Epoch ms; null while it goes on. */
  endedAt: number | null;
  tasks: readonly RolloutTask[];
  now: number;
}

/** Seconds that tasks took to start, and in which phase. */
export interface StartupFigures {
  /** Seconds from creation to RUNNING, of tasks that got there. */
  seconds: number[];
  /** Median seconds of each phase before RUNNING. */
  phases: { phase: PhaseName; count: number; p50: number }[];
}

/** One side of a rollout: what the new revision does, or the one before. */
export interface RolloutSide {
  /** Task-definition revisions that its tasks ran, ascending. */
  revisions: number[];
  /** Tasks that lived at some moment of the comparison. */
  tasks: number;
  running: number;
  starting: number;
  startup: StartupFigures;
  /** Stops within the comparison. */
  stops: number;
  abnormalStops: number;
  /** Tasks that stopped without having reached RUNNING. */
  failedToStart: number;
  causes: { cause: CauseClass; count: number }[];
  /** Minutes of RUNNING within the comparison, summed over tasks. */
  taskMinutes: number;
}

export interface RolloutSplit {
  /** waiting: no new task yet; live: may still change; final: thirty minutes after the end. */
  state: 'waiting' | 'live' | 'final';
  /** The comparison looks at [from, to), epoch ms. */
  from: number;
  to: number;
  /** While tasks of both sides ran; `to` is null while they still do. Null before the first new task ran. */
  mixed: { from: number; to: number | null } | null;
  old: RolloutSide;
  fresh: RolloutSide;
}

/** How long after its end a rollout is still watched, and how far back the side before is looked at. */
export const ROLLOUT_WATCH_MS = 30 * 60_000;
/** Start-ups of the side before, at most: the newest ones, since images and hosts change. */
const BASELINE_TASKS = 50;

/**
 * Old against new, task by task: a task belongs to the rollout that started it, whatever its revision is (a forced
 * deployment keeps the revision). What happens after the end of the watch is left out, so that a final split stays as
 * it is however late it is made.
 */
export function splitRollout({ deployment, createdAt, endedAt, tasks, now }: RolloutFacts): RolloutSplit {
  const from = createdAt - ROLLOUT_WATCH_MS;
  const closes = endedAt === null ? Infinity : endedAt + ROLLOUT_WATCH_MS;
  const to = Math.min(now, closes);
  const seen = tasks.flatMap((task) => asSeenAt(task, to));
  const isNew = (task: RolloutTask): boolean => task.startedBy === deployment;
  const fresh = seen.filter(isNew);
  const old = seen.filter((task) => !isNew(task));
  const state = now >= closes ? 'final' : fresh.length === 0 ? 'waiting' : 'live';
  return {
    state,
    from,
    to,
    mixed: mixedStretch(old, fresh, to),
    old: sideOf(old, from, to),
    fresh: sideOf(fresh, createdAt, to),
  };
}

/** A task as it was at an instant; none where it did not exist yet. */
function asSeenAt(task: RolloutTask, at: number): RolloutTask[] {
  if ((task.times.createdAt ?? Infinity) > at) return [];
  const names = Object.keys(task.times) as (keyof TaskTimestamps)[];
  const times = { ...task.times };
  for (const name of names) if ((times[name] ?? 0) > at) times[name] = null;
  const stopped = task.times.stoppedAt === null || times.stoppedAt !== null;
  return [{ ...task, times, cause: stopped ? task.cause : null, abnormal: stopped && task.abnormal }];
}

function sideOf(tasks: readonly RolloutTask[], from: number, to: number): RolloutSide {
  const alive = tasks.filter(({ times }) => (times.stoppedAt ?? Infinity) >= from);
  const stopped = alive.filter(({ times }) => times.stoppedAt !== null);
  const causes = new Map<CauseClass, number>();
  for (const { cause } of stopped) causes.set(cause ?? 'unknown', (causes.get(cause ?? 'unknown') ?? 0) + 1);
  return {
    revisions: [...new Set(alive.map(({ revision }) => revision))].sort((a, b) => a - b),
    tasks: alive.length,
    running: alive.filter(({ times }) => times.startedAt !== null && ends(times) === Infinity).length,
    starting: alive.filter(({ times }) => times.startedAt === null && ends(times) === Infinity).length,
    startup: startupOf(tasks),
    stops: stopped.length,
    abnormalStops: stopped.filter(({ abnormal }) => abnormal).length,
    failedToStart: stopped.filter(({ times }) => times.startedAt === null).length,
    causes: [...causes]
      .map(([cause, count]) => ({ cause, count }))
      .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1)),
    taskMinutes: alive.reduce((sum, { times }) => sum + runningMs(times, from, to), 0) / 60_000,
  };
}

/** When a task leaves RUNNING (or its start); Infinity while it has not. */
function ends({ stoppingAt, executionStoppedAt, stoppedAt }: TaskTimestamps): number {
  return Math.min(stoppingAt ?? Infinity, executionStoppedAt ?? Infinity, stoppedAt ?? Infinity);
}

function runningMs(times: TaskTimestamps, from: number, to: number): number {
  if (times.startedAt === null) return 0;
  return Math.max(0, Math.min(to, ends(times)) - Math.max(from, times.startedAt));
}

const STARTING = new Set<PhaseName>(['provision', 'prepare', 'pull', 'start']);

function startupOf(tasks: readonly RolloutTask[]): StartupFigures {
  const started = tasks
    .filter(({ times }) => startupMs(times) !== null)
    .sort((a, b) => (b.times.createdAt ?? 0) - (a.times.createdAt ?? 0))
    .slice(0, BASELINE_TASKS);
  const byPhase = new Map<PhaseName, number[]>();
  for (const { times } of started) {
    for (const { phase, dwellMs } of taskPhases(times)) {
      if (dwellMs === null || !STARTING.has(phase)) continue;
      byPhase.set(phase, [...(byPhase.get(phase) ?? []), dwellMs / 1000]);
    }
  }
  return {
    seconds: started.map(({ times }) => (startupMs(times) ?? 0) / 1000).sort((a, b) => a - b),
    phases: [...STARTING].flatMap((phase) => {
      const seconds = byPhase.get(phase);
      return seconds ? [{ phase, count: seconds.length, p50: quantile(seconds, 0.5) }] : [];
    }),
  };
}

/** From the first new task that runs to the last old one that does not; an old one that came back mixes again. */
function mixedStretch(
  old: readonly RolloutTask[],
  fresh: readonly RolloutTask[],
  to: number,
): RolloutSplit['mixed'] {
  const starts = fresh.flatMap(({ times }) => times.startedAt ?? []);
  if (starts.length === 0) return null;
  const from = Math.min(...starts);
  const ran = old.filter(({ times }) => times.startedAt !== null && ends(times) > from);
  const newEnds = Math.max(...fresh.flatMap(({ times }) => (times.startedAt === null ? [] : ends(times))));
  const end = Math.min(newEnds, Math.max(from, ...ran.map(({ times }) => ends(times))));
  return { from, to: end === Infinity || end > to ? null : end };
}

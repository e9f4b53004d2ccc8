import { SCALING_REASON } from '../stop-cause/rules.js';
import type { TaskRun } from './fold.js';

/** A task of one service, as far as replacement goes; times in epoch ms. */
export interface ReplaceableTask {
  id: string;
  /** Deployment that started it (`ecs-svc/N`). */
  deployment: string | null;
  createdAt: number;
  /** When it began to stop, where the scheduler had not wished it to; null while it runs and for planned stops. */
  lostAt: number | null;
}

/** A desired count that was lowered: so many places are not filled again. */
export interface CountDecrease {
  at: number;
  by: number;
}

type Turn = { at: number; id: string } & (
  | { kind: 'lost'; deployment: string | null }
  | { kind: 'decrease'; by: number }
  | { kind: 'start'; deployment: string | null }
);
const ORDER: Record<Turn['kind'], number> = { lost: 0, decrease: 1, start: 2 };

/**
 * Which task took whose place: the id of each replacement to the id of the task that it replaces. AWS links no tasks,
 * but its scheduler keeps a count: a task that starts when one of the same deployment was lost fills the place that has
 * been open the longest. A lowered desired count closes open places first; what a rollout or a scaling stops has no
 * replacement. Tasks of one instant are taken by id, so the answer does not depend on the order of the list.
 */
export function linkReplacements(
  tasks: readonly ReplaceableTask[],
  decreases: readonly CountDecrease[],
): Map<string, string> {
  const turns: Turn[] = decreases.map(({ at, by }) => ({ kind: 'decrease', at, by, id: '' }));
  for (const { id, deployment, createdAt, lostAt } of tasks) {
    turns.push({ kind: 'start', at: createdAt, id, deployment });
    if (lostAt !== null) turns.push({ kind: 'lost', at: Math.max(lostAt, createdAt), id, deployment });
  }
  turns.sort((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind] || (a.id < b.id ? -1 : 1));
  const links = new Map<string, string>();
  let open: { id: string; deployment: string | null }[] = [];
  for (const turn of turns) {
    if (turn.kind === 'lost') open.push({ id: turn.id, deployment: turn.deployment });
    else if (turn.kind === 'decrease') open = open.slice(turn.by);
    else {
      const place = open.findIndex(({ deployment }) => deployment === turn.deployment);
      const [filled] = place < 0 ? [] : open.splice(place, 1);
      if (filled) links.set(turn.id, filled.id);
    }
  }
  return links;
}

/**
 * Decreases from a list of changes of the desired count. Two sources may tell of one change (a scaling activity with
 * its exact time, and the count that a sweep saw): what sets the count that holds already is none. Where only two
 * sweeps tell, the later one counts (`until`): what was lost between them was lost before its place was closed.
 */
export function countDecreases(
  changes: readonly { at: number; until?: number; from: number | null; to: number | null }[],
): CountDecrease[] {
  const decreases: CountDecrease[] = [];
  let current: number | null = null;
  const told = changes.map(({ at, until, from, to }) => ({ at: until ?? at, from, to }));
  for (const { at, from, to } of told.sort((a, b) => a.at - b.at)) {
    if (to === null || to === current) continue;
    const before: number | null = current ?? from;
    if (before !== null && to < before) decreases.push({ at, by: before - to });
    current = to;
  }
  return decreases;
}

/**
 * A run as `linkReplacements` takes it. `id` is its ARN. A stop that nobody saw counts as none: whether the scheduler
 * wished it is not known.
 */
export function replaceableOf(run: TaskRun): ReplaceableTask {
  const planned = SCALING_REASON.test(run.stoppedReason ?? '');
  const ends = [run.stoppingAt, run.executionStoppedAt, run.stoppedAt].filter((at) => at !== null);
  return {
    id: run.taskArn,
    deployment: run.startedBy ?? null,
    createdAt: run.createdAt ?? run.firstObservedAt,
    lostAt: planned || ends.length === 0 ? null : Math.min(...ends),
  };
}

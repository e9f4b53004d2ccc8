/** A task of a rollout: when it became ready and when it began to stop (null: it runs), epoch ms. */
export interface ReadyTask {
  readyAt: number;
  endedAt: number | null;
}

export interface Rollout {
  /** Epoch ms; `finishedAt` null while it goes on. */
  createdAt: number;
  finishedAt: number | null;
  tasks: readonly ReadyTask[];
  /** Counts that were wanted, as they changed; oldest first. None: not known, so it is never complete. */
  desired: readonly { at: number; value: number }[];
}

/**
 * When a rollout stood still: from its beginning or the last task that became ready to the next one. Not while as many of
 * its tasks are ready as are wanted: it then waits for old ones to end (scale-in protection, draining, a bake), and
 * nothing is wrong.
 */
export function stillSpans({
  createdAt,
  finishedAt,
  tasks,
  desired,
}: Rollout): { from: number; to: number | null }[] {
  const end = finishedAt ?? Infinity;
  const turns = [
    createdAt,
    ...tasks.flatMap(({ readyAt, endedAt }) => (endedAt === null ? [readyAt] : [readyAt, endedAt])),
    ...desired.map(({ at }) => at),
  ].filter((at) => at >= createdAt && at < end);
  const spans: { from: number; to: number | null }[] = [];
  let since: number | null = null;
  for (const at of [...new Set(turns)].sort((a, b) => a - b)) {
    const isComplete = readyAt(tasks, at) >= wantedAt(desired, at);
    const moved = at === createdAt || tasks.some((task) => task.readyAt === at);
    if (since !== null && (isComplete || moved)) {
      spans.push({ from: since, to: at });
      since = null;
    }
    if (!isComplete) since ??= at;
  }
  if (since !== null) spans.push({ from: since, to: finishedAt });
  return spans;
}

function readyAt(tasks: readonly ReadyTask[], at: number): number {
  return tasks.filter((task) => task.readyAt <= at && (task.endedAt ?? Infinity) > at).length;
}

/** Infinity while it is not known. */
function wantedAt(desired: readonly { at: number; value: number }[], at: number): number {
  return desired.findLast((one) => one.at <= at)?.value ?? desired[0]?.value ?? Infinity;
}

/** A task that scaling started; epoch ms, null while it has not reached RUNNING. */
export interface ScaledStart {
  createdAt: number;
  startedAt: number | null;
}

/** The service scheduler begins within seconds; tasks that wait for an instance are created at once too. */
const BEGINS_WITHIN_MS = 10 * 60_000;
/** Application Auto Scaling writes its activity a moment before or after the first task is created. */
const EARLY_MS = 10_000;

/**
 * How long each change outwards took until all its new tasks ran, milliseconds, by the place of the change in the list;
 * null where one of them never ran, has not yet, or is not known. Each task belongs to one change: the newest before it.
 */
export function servedAfter(
  changes: readonly { at: number; from: number | null; to: number | null; done: boolean }[],
  starts: readonly ScaledStart[],
): (number | null)[] {
  const outwards = changes
    .map((change, index) => ({ ...change, index }))
    .filter(({ from, to, done }) => done && from !== null && to !== null && to > from)
    .sort((a, b) => b.at - a.at);
  const own = new Map<number, ScaledStart[]>();
  for (const start of starts) {
    const change = outwards.find(({ at }) => at - EARLY_MS <= start.createdAt);
    if (!change || start.createdAt - change.at > BEGINS_WITHIN_MS) continue;
    own.set(change.index, [...(own.get(change.index) ?? []), start]);
  }
  return changes.map(({ at, from, to }, index) => {
    const tasks = own.get(index) ?? [];
    const running = tasks.flatMap(({ startedAt }) => startedAt ?? []);
    if (tasks.length === 0 || running.length < (to ?? 0) - (from ?? 0)) return null;
    return Math.max(0, Math.max(...running) - at);
  });
}

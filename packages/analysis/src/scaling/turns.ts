/** A change of a count; `from` may be unknown, then the one before it tells. */
export interface CountStep {
  at: number;
  from: number | null;
  to: number | null;
}

/** Moments at which a count began to go the other way: up after down, down after up. Oldest first. */
export function directionChanges(steps: readonly CountStep[]): number[] {
  const turns: number[] = [];
  let last: number | null = null;
  let direction = 0;
  for (const { at, from, to } of steps) {
    if (to === null) continue;
    const before = from ?? last;
    last = to;
    if (before === null || before === to) continue;
    const now = Math.sign(to - before);
    if (direction !== 0 && now !== direction) turns.push(at);
    direction = now;
  }
  return turns;
}

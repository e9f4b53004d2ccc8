/** A task's known use by minute, and the minutes in which it ran. */
export interface RunningUse {
  /** NaN where nothing is known. */
  cpu: ArrayLike<number>;
  /** First whole minute in which it ran, and the one after its last: Infinity while it lives. */
  runsFrom: number;
  runsUntil: number;
}

/**
 * Events of one minute arrive one after another: from `settled` on a minute counts only when every task that ran
 * through it, and whose use is known at all, has been told of. @returns the first minute that is not whole, or `length`
 */
export function wholeUntil(tasks: readonly RunningUse[], settled: number, length: number): number {
  const told = tasks.filter(({ cpu }) => Array.from(cpu).some((value) => value === value));
  for (let minute = Math.max(0, settled); minute < length; minute += 1) {
    const running = told.filter(({ runsFrom, runsUntil }) => runsFrom <= minute && minute < runsUntil);
    if (running.some(({ cpu }) => Number.isNaN(cpu[minute] ?? NaN))) return minute;
  }
  return length;
}

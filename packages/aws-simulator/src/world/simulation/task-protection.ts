import { HOUR, MINUTE } from '../calendar.js';
import type { Millis } from '../types.js';
import type { TaskRun } from './task-run.js';

/** A long piece of work begins once an hour, at a minute of the task's own, and lasts 12 to 27 minutes. */
const EVERY = HOUR;

/**
 * Until when a task has protected itself from scale-in (and from being replaced), or undefined when it has not. Only
 * tasks that work on something long do, only while they run.
 */
export function protectedUntil(run: TaskRun, at: Millis): Millis | undefined {
  if (!run.service?.plan.protectsTasks || !run.runsAt(at) || run.stoppingAt !== undefined) return undefined;
  const begins = at - ((at + run.hash) % EVERY);
  const ends = begins + (12 + (run.hash % 16)) * MINUTE;
  return begins > (run.startedAt ?? at) && at < ends ? ends : undefined;
}

export function isProtected(run: TaskRun, at: Millis): boolean {
  return protectedUntil(run, at) !== undefined;
}

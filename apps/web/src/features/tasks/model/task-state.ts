import type { StateGroup } from './task-filters';

const GROUP_OF: Record<string, StateGroup> = {
  PROVISIONING: 'starting',
  PENDING: 'starting',
  ACTIVATING: 'starting',
  RUNNING: 'running',
  DEACTIVATING: 'stopping',
  STOPPING: 'stopping',
  DEPROVISIONING: 'stopping',
  STOPPED: 'stopped',
  DELETED: 'stopped',
};

/** Starting, running, stopping or stopped, from AWS's lastStatus; null for a word that we do not know. */
export function stateGroup(lastStatus: string): StateGroup | null {
  return GROUP_OF[lastStatus] ?? null;
}

/** Seconds from creation to the end, or to `now` while it lives. */
export function livedSeconds(task: { createdAt: string; stoppedAt: string | null }, now: number): number {
  const end = task.stoppedAt === null ? now : Date.parse(task.stoppedAt);
  return Math.max(0, (end - Date.parse(task.createdAt)) / 1000);
}

export interface TaskSentence {
  key: 'starting' | 'running' | 'stopping' | 'stopped' | 'neverRan';
  seconds: number;
}

/** What a task's page opens with. A task that ended without a start never ran. */
export function taskSentence(
  task: { lastStatus: string; createdAt: string; startedAt: string | null; stoppedAt: string | null },
  now: number,
): TaskSentence {
  const seconds = livedSeconds(task, now);
  const group = stateGroup(task.lastStatus) ?? (task.stoppedAt === null ? 'running' : 'stopped');
  return { key: group === 'stopped' && task.startedAt === null ? 'neverRan' : group, seconds };
}

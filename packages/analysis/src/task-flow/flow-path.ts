import type { CauseClass } from '../stop-cause/stop-cause.js';
import type { TaskTimestamps } from '../task-run/observation.js';
import { taskPhases, type TaskPhase } from '../task-run/phases.js';
import type { TaskTrigger } from './trigger.js';

/** Columns of the flow, left to right; a task visits each at most once, in this order. */
export const FLOW_COLUMNS = ['trigger', 'start', 'pull', 'run', 'end'] as const;
export type FlowColumn = (typeof FLOW_COLUMNS)[number];

export interface FlowTask {
  taskId: string;
  trigger: TaskTrigger;
  times: TaskTimestamps;
  lastStatus: string;
  /** Null while it has not stopped. */
  cause: CauseClass | null;
  abnormal: boolean;
  stoppedReason: string | null;
}

/** `column:state`, such as `run:10m`. */
export type FlowNodeId = `${FlowColumn}:${string}`;

const START_BUCKETS: readonly [seconds: number, state: string][] = [
  [15, '15s'],
  [60, '1m'],
  [300, '5m'],
  [Infinity, 'longer'],
];
const PULL_BUCKETS: readonly [seconds: number, state: string][] = [
  [10, '10s'],
  [60, '1m'],
  [Infinity, 'longer'],
];
const RUN_BUCKETS: readonly [seconds: number, state: string][] = [
  [60, '1m'],
  [600, '10m'],
  [3600, '1h'],
  [86_400, '1d'],
  [Infinity, 'longer'],
];

/**
 * Nodes that a task passes from its trigger to its end. The columns only ever go right, so a flow made of such paths
 * has no cycle; a replacement is a task of its own and not a way back.
 * @param asOf epoch ms at which the lives of running tasks are measured.
 */
export function flowPath(task: FlowTask, asOf: number): FlowNodeId[] {
  const path: FlowNodeId[] = [`trigger:${task.trigger}`];
  const phases = taskPhases(task.times);
  const find = (name: TaskPhase['phase']): TaskPhase | undefined => phases.find((p) => p.phase === name);
  const end: FlowNodeId = `end:${endState(task)}`;
  const waiting = [find('provision'), find('prepare')].filter((phase) => phase !== undefined);
  const pull = find('pull');
  if (task.times.startedAt !== null) {
    path.push(waiting.length > 0 ? `start:${bucketOf(waiting, START_BUCKETS)}` : 'start:unknown');
    path.push(pull ? `pull:${bucketOf([pull], PULL_BUCKETS)}` : 'pull:unknown');
    return [...path, `run:${runState(task.times, find('run'), asOf)}`, end];
  }
  const over = hasEnded(task);
  const stuck: FlowColumn | null = pull || find('start') ? 'pull' : 'start';
  if (stuck === 'pull')
    path.push(waiting.length > 0 ? `start:${bucketOf(waiting, START_BUCKETS)}` : 'start:unknown');
  // Past the pull and still not running: the pull itself is what it is, the containers did not come up.
  const pulled = pull !== undefined && pull.dwellMs !== null && !pull.failed;
  if (pulled) path.push(`pull:${bucketOf([pull], PULL_BUCKETS)}`);
  else if (stuck === 'pull' && !pull) path.push('pull:unknown');
  else path.push(`${stuck}:${over ? 'failed' : 'waiting'}`);
  return over ? [...path, 'run:never', end] : [...path, end];
}

function endState(task: FlowTask): string {
  if (task.times.stoppedAt !== null || task.lastStatus === 'STOPPED' || task.lastStatus === 'DELETED') {
    return task.cause ?? 'unknown';
  }
  if (hasEnded(task)) return 'stopping';
  return task.times.startedAt === null ? 'starting' : 'running';
}

function hasEnded({ times, lastStatus }: FlowTask): boolean {
  const { stoppingAt, executionStoppedAt, stoppedAt } = times;
  return (
    stoppingAt !== null ||
    executionStoppedAt !== null ||
    stoppedAt !== null ||
    ['DEACTIVATING', 'STOPPING', 'DEPROVISIONING', 'STOPPED', 'DELETED'].includes(lastStatus)
  );
}

function runState({ startedAt }: TaskTimestamps, run: TaskPhase | undefined, asOf: number): string {
  const until = run?.end ?? asOf;
  return nameOf((until - (startedAt ?? until)) / 1000, RUN_BUCKETS);
}

function bucketOf(phases: readonly TaskPhase[], buckets: readonly [number, string][]): string {
  const seconds = phases.reduce((sum, phase) => sum + (phase.dwellMs ?? 0), 0) / 1000;
  return nameOf(seconds, buckets);
}

function nameOf(seconds: number, buckets: readonly [number, string][]): string {
  return buckets.find(([limit]) => seconds < limit)?.[1] ?? 'longer';
}

import { CAUSE_CLASSES, type CauseClass } from '../stop-cause/stop-cause.js';
import type { TaskTimestamps } from '../task-run/observation.js';
import { newPhaseSpans, phaseSpans, SPAN, type PhaseSpans } from '../task-run/phase-spans.js';
import { TASK_TRIGGERS, type TaskTrigger } from './trigger.js';

/** Columns of the flow, left to right; a task visits each at most once, in this order. */
export const FLOW_COLUMNS = ['trigger', 'start', 'pull', 'run', 'end'] as const;
export type FlowColumn = (typeof FLOW_COLUMNS)[number];

export interface FlowTask {
  trigger: TaskTrigger;
  times: TaskTimestamps;
  lastStatus: string;
  /** Null while it has not stopped. */
  cause: CauseClass | null;
  abnormal: boolean;
}

/** `column:state`, such as `run:10m`. */
export type FlowNodeId = `${FlowColumn}:${string}`;

/** A path as one number, so that a hundred thousand paths are counted without a text each. */
export type FlowPathCode = number;

/** Upper bounds in seconds of the first states of START, PULL and RUN. */
const START_BOUNDS = [15, 60, 300, Infinity] as const;
const PULL_BOUNDS = [10, 60, Infinity] as const;
const RUN_BOUNDS = [60, 600, 3600, 86_400, Infinity] as const;

/** States of each column; '' where a path leaves the column out. */
const STATES = {
  trigger: TASK_TRIGGERS,
  start: ['15s', '1m', '5m', 'longer', 'failed', 'waiting', 'unknown', ''],
  pull: ['10s', '1m', 'longer', 'failed', 'waiting', 'unknown', ''],
  run: ['1m', '10m', '1h', '1d', 'longer', 'never', ''],
  end: [...CAUSE_CLASSES, 'running', 'starting', 'stopping'],
} as const satisfies Record<FlowColumn, readonly string[]>;

const indexIn = <C extends FlowColumn>(column: C, state: (typeof STATES)[C][number]): number =>
  (STATES[column] as readonly string[]).indexOf(state);
const START = { failed: indexIn('start', 'failed'), unknown: indexIn('start', 'unknown') };
const START_WAITING = indexIn('start', 'waiting');
const NO_PULL = indexIn('pull', '');
const PULL_UNKNOWN = indexIn('pull', 'unknown');
const PULL_FAILED = indexIn('pull', 'failed');
const PULL_WAITING = indexIn('pull', 'waiting');
const NEVER_RAN = indexIn('run', 'never');
const NO_RUN = indexIn('run', '');
const TRIGGER_INDEX = new Map<string, number>(STATES.trigger.map((name, i) => [name, i]));
const END_INDEX = new Map<string, number>(STATES.end.map((name, i) => [name, i]));
const ENDING = new Set(['DEACTIVATING', 'STOPPING', 'DEPROVISIONING', 'STOPPED', 'DELETED']);

/**
 * The path of a task from its trigger to its end, as a code that `flowPath` spells out.
 * @param asOf epoch ms at which the lives of running tasks are measured
 * @param spans of the task's times (`phaseSpans`)
 */
export function flowPathCode(task: FlowTask, asOf: number, spans: PhaseSpans): FlowPathCode {
  const has = (phase: number): boolean => !Number.isNaN(spans[phase]);
  const place =
    has(SPAN.provision) || has(SPAN.prepare)
      ? bucket(known(spans[SPAN.provision]) + known(spans[SPAN.prepare]), START_BOUNDS)
      : START.unknown;
  const end = END_INDEX.get(endState(task)) ?? 0;
  const code = (start: number, pull: number, run: number): FlowPathCode =>
    pack([TRIGGER_INDEX.get(task.trigger) ?? 0, start, pull, run, end]);
  const { startedAt } = task.times;
  if (startedAt !== null) {
    const pull = has(SPAN.pull) ? bucket(known(spans[SPAN.pull]), PULL_BOUNDS) : PULL_UNKNOWN;
    const ran = spans[SPAN.run] as number;
    return code(place, pull, bucket(Number.isFinite(ran) ? ran : asOf - startedAt, RUN_BOUNDS));
  }
  const over = hasEnded(task);
  const run = over ? NEVER_RAN : NO_RUN;
  if (!has(SPAN.pull) && !has(SPAN.start)) return code(over ? START.failed : START_WAITING, NO_PULL, run);
  if (!has(SPAN.pull)) return code(place, PULL_UNKNOWN, run);
  // Past the pull and still not running: the pull itself is what it is, the containers did not come up.
  if (has(SPAN.start)) return code(place, bucket(known(spans[SPAN.pull]), PULL_BOUNDS), run);
  return code(place, over ? PULL_FAILED : PULL_WAITING, run);
}

/**
 * The nodes of a path. The columns only ever go right, so a flow made of such paths has no cycle; a replacement is a
 * task of its own and not a way back.
 */
export function pathNodes(code: FlowPathCode): FlowNodeId[] {
  const indices = unpack(code);
  return FLOW_COLUMNS.flatMap((column, i) => {
    const state = STATES[column][indices[i] ?? 0];
    return state === undefined || state === '' ? [] : [`${column}:${state}` as FlowNodeId];
  });
}

/** Nodes that one task passes from its trigger to its end. @param asOf as of flowPathCode */
export function flowPath(task: FlowTask, asOf: number): FlowNodeId[] {
  return pathNodes(flowPathCode(task, asOf, phaseSpans(task.times, newPhaseSpans())));
}

function pack(indices: readonly number[]): FlowPathCode {
  return FLOW_COLUMNS.reduce((code, column, i) => code * STATES[column].length + (indices[i] ?? 0), 0);
}

function unpack(code: FlowPathCode): number[] {
  const indices: number[] = [];
  let rest = code;
  for (const column of [...FLOW_COLUMNS].reverse()) {
    const size = STATES[column].length;
    indices.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return indices;
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
  return stoppingAt !== null || executionStoppedAt !== null || stoppedAt !== null || ENDING.has(lastStatus);
}

/** A finished stay; one that lasts counts nothing yet, as one that never was. */
function known(span: number | undefined): number {
  return span !== undefined && Number.isFinite(span) ? span : 0;
}

function bucket(ms: number, bounds: readonly number[]): number {
  const found = bounds.findIndex((limit) => ms / 1000 < limit);
  return found < 0 ? bounds.length - 1 : found;
}

import { CAUSE_CLASSES, type CauseClass } from '../stop-cause/stop-cause.js';
import {
  MOMENT,
  newPhaseSpans,
  phaseSpans,
  SPAN,
  type Moments,
  type PhaseSpans,
} from '../task-run/phase-spans.js';
import { TASK_TRIGGERS, type TaskTrigger } from './trigger.js';

/** Columns of the flow, left to right; a task visits each at most once, in this order. */
export const FLOW_COLUMNS = ['trigger', 'start', 'pull', 'run', 'end'] as const;
export type FlowColumn = (typeof FLOW_COLUMNS)[number];

export interface FlowTask {
  trigger: TaskTrigger;
  moments: Moments;
  /** When its health check was seen to pass first, epoch ms; NaN where that is not known. */
  healthyAt: number;
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
const START = {
  failed: indexIn('start', 'failed'),
  waiting: indexIn('start', 'waiting'),
  unknown: indexIn('start', 'unknown'),
};
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
 * @param spans of its moments (`phaseSpans`)
 */
export function flowPathCode(task: FlowTask, asOf: number, spans: PhaseSpans): FlowPathCode {
  const place =
    has(spans, SPAN.provision) || has(spans, SPAN.prepare)
      ? bucket(known(spans[SPAN.provision]) + known(spans[SPAN.prepare]), START_BOUNDS)
      : START.unknown;
  const end = END_INDEX.get(endState(task)) ?? 0;
  const trigger = TRIGGER_INDEX.get(task.trigger) ?? 0;
  const startedAt = task.moments[MOMENT.startedAt] as number;
  const pulled = has(spans, SPAN.pull);
  if (!Number.isNaN(startedAt)) {
    const pull = pulled ? bucket(known(spans[SPAN.pull]), PULL_BOUNDS) : PULL_UNKNOWN;
    const ran = spans[SPAN.run] as number;
    const run = bucket(Number.isFinite(ran) ? ran : asOf - startedAt, RUN_BOUNDS);
    return pack(trigger, place, pull, run, end);
  }
  const over = hasEnded(task);
  const run = over ? NEVER_RAN : NO_RUN;
  const began = has(spans, SPAN.start);
  if (!pulled && !began) return pack(trigger, over ? START.failed : START.waiting, NO_PULL, run, end);
  if (!pulled) return pack(trigger, place, PULL_UNKNOWN, run, end);
  // Past the pull and still not running: the pull itself is what it is, the containers did not come up.
  const pull = began ? bucket(known(spans[SPAN.pull]), PULL_BOUNDS) : over ? PULL_FAILED : PULL_WAITING;
  return pack(trigger, place, pull, run, end);
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
  return pathNodes(flowPathCode(task, asOf, phaseSpans(task.moments, newPhaseSpans())));
}

function pack(trigger: number, start: number, pull: number, run: number, end: number): FlowPathCode {
  const placed = (trigger * STATES.start.length + start) * STATES.pull.length + pull;
  return (placed * STATES.run.length + run) * STATES.end.length + end;
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
  if (reached(task, 'stoppedAt') || task.lastStatus === 'STOPPED' || task.lastStatus === 'DELETED') {
    return task.cause ?? 'unknown';
  }
  if (hasEnded(task)) return 'stopping';
  return reached(task, 'startedAt') ? 'running' : 'starting';
}

function hasEnded(task: FlowTask): boolean {
  return (
    reached(task, 'stoppingAt') ||
    reached(task, 'executionStoppedAt') ||
    reached(task, 'stoppedAt') ||
    ENDING.has(task.lastStatus)
  );
}

function reached({ moments }: FlowTask, name: keyof typeof MOMENT): boolean {
  return !Number.isNaN(moments[MOMENT[name]]);
}

function has(spans: PhaseSpans, phase: number): boolean {
  return !Number.isNaN(spans[phase]);
}

/** A finished stay; one that lasts counts nothing yet, as one that never was. */
function known(span: number | undefined): number {
  return span !== undefined && Number.isFinite(span) ? span : 0;
}

function bucket(ms: number, bounds: readonly number[]): number {
  for (let i = 0; i < bounds.length; i += 1) if (ms / 1000 < (bounds[i] as number)) return i;
  return bounds.length - 1;
}

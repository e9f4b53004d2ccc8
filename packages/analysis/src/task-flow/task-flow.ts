import type { Message } from '../message/message.js';
import { messagesOf } from '../message/message.js';
import { CAUSE_CLASSES, type CauseClass } from '../stop-cause/stop-cause.js';
import { dwellRows, type DwellRow } from '../task-run/dwell.js';
import { taskPhases } from '../task-run/phases.js';
import { FLOW_COLUMNS, flowPath, type FlowColumn, type FlowNodeId, type FlowTask } from './flow-path.js';
import { causeTexts, flowTexts } from './flow-texts.js';

export interface FlowNode {
  id: FlowNodeId;
  phase: FlowColumn;
  label: Message;
  /** Tasks that pass it. */
  count: number;
  /** Whether it holds a stop that a person should look at, or a start that failed. */
  abnormal: boolean;
}

export interface FlowLink {
  source: FlowNodeId;
  target: FlowNodeId;
  /** Tasks; always above zero. */
  value: number;
}

export interface StopReasonRow {
  class: CauseClass;
  label: Message;
  abnormal: boolean;
  count: number;
  /** Stops of the class in the period before. */
  previousCount: number;
  /** AWS's words of the newest one. */
  example: string;
  exampleTaskId: string;
}

export interface TaskFlow {
  nodes: FlowNode[];
  links: FlowLink[];
  /** Seconds in each phase. */
  dwell: DwellRow[];
  /** Most frequent first. */
  stopReasons: StopReasonRow[];
  tasks: number;
}

export interface TaskFlowInput {
  tasks: readonly FlowTask[];
  /** Stops by class in the period before, for comparison. */
  previousStops: Readonly<Partial<Record<CauseClass, number>>>;
  /** Epoch ms at which the lives of running tasks are measured. */
  asOf: number;
}

/**
 * How tasks move from what started them to how they ended: a graph without cycles in which every node but the first
 * and last passes on as many tasks as it receives.
 */
export function taskFlow({ tasks, previousStops, asOf }: TaskFlowInput): TaskFlow {
  const nodes = new Map<FlowNodeId, FlowNode>();
  const links = new Map<string, FlowLink>();
  for (const task of tasks) {
    const path = flowPath(task, asOf);
    path.forEach((id, i) => {
      const node = nodes.get(id) ?? newNode(id);
      node.count += 1;
      node.abnormal ||= id.startsWith('end:') && task.abnormal;
      nodes.set(id, node);
      const source = path[i - 1];
      if (source) count(links, source, id);
    });
  }
  return {
    nodes: [...nodes.values()].sort(byColumn),
    links: [...links.values()],
    dwell: dwellRows(tasks.map((task) => taskPhases(task.times))),
    stopReasons: stopReasons(tasks, previousStops),
    tasks: tasks.length,
  };
}

function count(links: Map<string, FlowLink>, source: FlowNodeId, target: FlowNodeId): void {
  const key = `${source} ${target}`;
  const link = links.get(key) ?? { source, target, value: 0 };
  link.value += 1;
  links.set(key, link);
}

function newNode(id: FlowNodeId): FlowNode {
  const phase = id.slice(0, id.indexOf(':')) as FlowColumn;
  const failed = id === 'run:never' || id.endsWith(':failed');
  return { id, phase, label: labelOf(id), count: 0, abnormal: failed };
}

const sayFlow = messagesOf(flowTexts);
const sayCause = messagesOf(causeTexts);

function labelOf(id: FlowNodeId): Message {
  const cause = CAUSE_CLASSES.find((name) => id === `end:${name}`);
  if (cause) return sayCause(`cause.${cause}`);
  const key = `flow.${id}`;
  return Object.hasOwn(flowTexts, key) ? { key, params: {} } : sayFlow('flow.other', { id });
}

function byColumn(a: FlowNode, b: FlowNode): number {
  return FLOW_COLUMNS.indexOf(a.phase) - FLOW_COLUMNS.indexOf(b.phase) || b.count - a.count;
}

function stopReasons(tasks: readonly FlowTask[], previous: TaskFlowInput['previousStops']): StopReasonRow[] {
  const rows = new Map<CauseClass, { row: StopReasonRow; at: number }>();
  for (const task of tasks) {
    if (task.cause === null) continue;
    const at = task.times.stoppedAt ?? -Infinity;
    const known = rows.get(task.cause) ?? { row: newReason(task.cause, previous), at: -Infinity };
    known.row.count += 1;
    known.row.abnormal ||= task.abnormal;
    if (at >= known.at) {
      known.at = at;
      known.row.example = task.stoppedReason ?? '';
      known.row.exampleTaskId = task.taskId;
    }
    rows.set(task.cause, known);
  }
  return [...rows.values()].map(({ row }) => row).sort((a, b) => b.count - a.count);
}

function newReason(cause: CauseClass, previous: TaskFlowInput['previousStops']): StopReasonRow {
  return {
    class: cause,
    label: sayCause(`cause.${cause}`),
    abnormal: false,
    count: 0,
    previousCount: previous[cause] ?? 0,
    example: '',
    exampleTaskId: '',
  };
}

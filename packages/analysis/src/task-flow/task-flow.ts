import type { Message } from '../message/message.js';
import { messagesOf } from '../message/message.js';
import { CAUSE_CLASSES, type CauseClass } from '../stop-cause/stop-cause.js';
import { MOMENT, newPhaseSpans, phaseSpans } from '../task-run/phase-spans.js';
import { DwellTally, type DwellTimes } from './dwell-tally.js';
import {
  FLOW_COLUMNS,
  flowPathCode,
  pathNodes,
  type FlowColumn,
  type FlowNodeId,
  type FlowPathCode,
  type FlowTask,
} from './flow-path.js';
import { causeTexts, flowTexts } from './flow-texts.js';
import { StopHours, type StopHour } from './stop-hours.js';

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

export interface TaskFlow extends DwellTimes {
  nodes: FlowNode[];
  links: FlowLink[];
  stopHours: StopHour[];
  tasks: number;
}

export interface FlowRange {
  /** Epoch ms: phases and stops in [from, to) are counted. */
  from: number;
  to: number;
  /** Epoch ms at which the lives of running tasks are measured. */
  asOf: number;
  /** IANA name of the zone whose hours stops are counted by. */
  timeZone: string;
}

/**
 * How tasks move from what started them to how they ended: a graph without cycles in which every node but the first
 * and last passes on as many tasks as it receives. Tasks are added one by one and not kept.
 */
export class FlowTally {
  private readonly paths = new Map<FlowPathCode, { tasks: number; abnormal: boolean }>();
  private readonly spans = newPhaseSpans();
  private readonly dwell: DwellTally;
  private readonly stops = new StopHours();
  private readonly range: FlowRange;
  private tasks = 0;

  constructor(range: FlowRange) {
    this.range = range;
    this.dwell = new DwellTally(range.from, range.to);
  }

  /** Reads the task and lets go of it: the caller may fill the same object again. */
  add(task: FlowTask): void {
    phaseSpans(task.moments, this.spans);
    const code = flowPathCode(task, this.range.asOf, this.spans);
    const path = this.paths.get(code);
    if (path === undefined) this.paths.set(code, { tasks: 1, abnormal: task.abnormal });
    else {
      path.tasks += 1;
      path.abnormal ||= task.abnormal;
    }
    this.dwell.add(task, this.spans);
    const stoppedAt = task.moments[MOMENT.stoppedAt] as number;
    if (stoppedAt >= this.range.from && stoppedAt < this.range.to) {
      this.stops.add(stoppedAt, task.abnormal);
    }
    this.tasks += 1;
  }

  result(): TaskFlow {
    const nodes = new Map<FlowNodeId, FlowNode>();
    const links = new Map<string, FlowLink>();
    for (const [code, { tasks, abnormal }] of this.paths) {
      const path = pathNodes(code);
      path.forEach((id, i) => {
        const node = nodes.get(id) ?? newNode(id);
        node.count += tasks;
        node.abnormal ||= abnormal && id.startsWith('end:');
        nodes.set(id, node);
        const source = path[i - 1];
        if (source) count(links, source, id, tasks);
      });
    }
    return {
      ...this.dwell.result(),
      nodes: [...nodes.values()].sort(byColumn),
      links: [...links.values()],
      stopHours: this.stops.result(this.range.timeZone),
      tasks: this.tasks,
    };
  }
}

/** The name of a cause class. */
export function causeLabel(cause: CauseClass): Message {
  return sayCause(`cause.${cause}`);
}

function count(links: Map<string, FlowLink>, source: FlowNodeId, target: FlowNodeId, tasks: number): void {
  const key = `${source} ${target}`;
  const link = links.get(key) ?? { source, target, value: 0 };
  link.value += tasks;
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
  if (cause) return causeLabel(cause);
  const key = `flow.${id}`;
  return Object.hasOwn(flowTexts, key) ? { key, params: {} } : sayFlow('flow.other', { id });
}

function byColumn(a: FlowNode, b: FlowNode): number {
  return FLOW_COLUMNS.indexOf(a.phase) - FLOW_COLUMNS.indexOf(b.phase) || b.count - a.count;
}

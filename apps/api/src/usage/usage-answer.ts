import { USAGE_COLUMNS, wholeUntil } from '@danji/analysis';
import type { UsageAnswer, UsageTask } from '@danji/shared';
import type { TimeRange } from '../http/index.js';
import type { TaskUsageValues } from '../usage-collection/index.js';
import { nameOf } from './find-culprit.js';
import type { RunRow } from './subject.repository.js';

const MINUTE_MS = 60_000;
/** Minutes up to here, five minutes beyond: an answer stays below a megabyte. */
const BY_MINUTE_MS = 6 * 3_600_000;
/** A stacked chart of more cannot be read. */
const MOST_TASKS = 60;

export interface Spans {
  /** What the values cover, minute by minute. */
  judged: TimeRange;
  /** What is answered. */
  shown: TimeRange;
  /** Seconds between answered values. */
  step: number;
}

export function stepOf({ from, to }: TimeRange): number {
  return to - from <= BY_MINUTE_MS ? 60 : 300;
}

/** The answered part of some minutes, each value the mean of what is known of its step; null where nothing is. */
export function stepped(values: Float64Array, { judged, shown, step }: Spans): (number | null)[] {
  const offset = (shown.from - judged.from) / MINUTE_MS;
  const width = step / 60;
  const length = Math.ceil((shown.to - shown.from) / (step * 1000));
  return Array.from({ length }, (_, i) => {
    const begin = offset + i * width;
    const known = Array.from(values.subarray(begin, begin + width)).filter((value) => value === value);
    return known.length === 0 ? null : round(known.reduce((sum, value) => sum + value, 0) / known.length);
  });
}

/** Four digits: what a chart of use can show. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Forgets the newest minutes of which only some tasks have been told: a sum of them would seem a fall. */
export function leaveOutPartialMinutes(
  runs: readonly RunRow[],
  use: ReadonlyMap<string, TaskUsageValues>,
  { from, to }: TimeRange,
  settledAt: number,
): void {
  const minuteOf = (at: number): number => (at - from) / MINUTE_MS;
  const running = runs.flatMap((run) => {
    const values = use.get(run.id);
    if (values === undefined || run.started_at === null) return [];
    return [
      {
        cpu: values.cpu,
        runsFrom: Math.ceil(minuteOf(run.started_at.getTime())),
        runsUntil: run.stopped_at === null ? Infinity : Math.floor(minuteOf(run.stopped_at.getTime()) - 1),
      },
    ];
  });
  const whole = wholeUntil(running, minuteOf(settledAt), minuteOf(to));
  for (const values of use.values()) for (const column of USAGE_COLUMNS) values[column].fill(NaN, whole);
}

/** The tasks that were there in the answered range, the greatest CPU first, then by what they reserve. */
export function listedTasks(
  runs: readonly RunRow[],
  use: ReadonlyMap<string, TaskUsageValues>,
  spans: Spans,
): Pick<UsageAnswer, 'tasks' | 'otherTasks'> {
  const present = runs.filter((run) => (run.stopped_at?.getTime() ?? Infinity) >= spans.shown.from);
  const all = present
    .map((run) => ({ task: taskOf(run, use.get(run.id), spans), weight: run.cpu ?? 0 }))
    .map(({ task, weight }) => ({ task, weight, used: total(task.cpu) }))
    .sort((a, b) => b.used - a.used || b.weight - a.weight || (a.task.id < b.task.id ? -1 : 1));
  return {
    tasks: all.slice(0, MOST_TASKS).map(({ task }) => task),
    otherTasks: Math.max(0, all.length - MOST_TASKS),
  };
}

function total(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function taskOf(run: RunRow, values: TaskUsageValues | undefined, spans: Spans): UsageTask {
  const [cpu = [], memory = [], network = [], storage = []] = USAGE_COLUMNS.map((column) =>
    values === undefined ? unknown(spans) : stepped(values[column], spans),
  );
  return {
    id: run.id,
    taskId: run.task_id,
    serviceId: run.service_id,
    name: nameOf(run),
    family: run.family,
    revision: run.revision,
    createdAt: run.created_at.toISOString(),
    startedAt: run.started_at?.toISOString() ?? null,
    stoppedAt: run.stopped_at?.toISOString() ?? null,
    reserved: { cpu: run.cpu, memory: run.memory },
    cpu,
    memory,
    network,
    storage,
  };
}

function unknown({ shown, step }: Spans): null[] {
  return Array.from({ length: Math.ceil((shown.to - shown.from) / (step * 1000)) }, () => null);
}

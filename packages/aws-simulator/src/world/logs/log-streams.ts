import { HOUR, MINUTE } from '../calendar.js';
import type { ClusterState } from '../simulation/region-state.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { LogEvent, LogStream, Millis } from '../types.js';
import { containerNames } from '../views/task-definition-view.js';
import { byTime } from './log-event.js';
import { streamName, type LogWindow } from './task-logs.js';

/** A stream by what is known of it without reading it. */
export interface StreamPlan {
  name: string;
  createdAt: Millis;
  /** When nothing more can be written; undefined while its writer lives. */
  endsAt?: Millis;
}

/** One stream per container of every run that started. */
export function serviceStreams({ plan, runs }: ServiceState, now: Millis): StreamPlan[] {
  return runs.flatMap((run) => runStreams(run, plan.log.prefix, containerNames(run.revision), now));
}

export function jobStreams(
  { jobRuns }: ClusterState,
  family: string,
  prefix: string,
  now: Millis,
): StreamPlan[] {
  return jobRuns
    .filter((run) => run.job?.family === family)
    .flatMap((run) => runStreams(run, prefix, [family], now));
}

function runStreams(run: TaskRun, prefix: string, containers: string[], now: Millis): StreamPlan[] {
  const { startedAt, executionStoppedAt } = run;
  if (startedAt === undefined || startedAt > now) return [];
  const endsAt =
    executionStoppedAt !== undefined && executionStoppedAt <= now ? executionStoppedAt : undefined;
  return containers.map((container) => ({
    name: streamName(prefix, container, run.id),
    createdAt: startedAt,
    endsAt,
  }));
}

type Read = (window: LogWindow) => LogEvent[];

/** Windows that a look-up tries, each twice the one before, up to this long. */
const FIRST_WINDOW = 10 * MINUTE;
const LONGEST = 48 * HOUR;

/** A stream, read from the beginning of the history on, whose first and newest events are looked up when somebody asks. */
export function logStream(plan: StreamPlan, read: Read, beginsAt: Millis, now: Millis): LogStream {
  const begins = Math.max(plan.createdAt, beginsAt);
  const looked: { first?: LogEvent; last?: LogEvent } = {};
  const wants = (stream: string): boolean => stream === plan.name;
  const arrived = (from: Millis, to: Millis): LogEvent[] =>
    read({ from, to, wants }).filter(({ ingestionTime }) => ingestionTime <= now);
  const ends = Math.min(plan.endsAt ?? now, now) + 1;
  return {
    name: plan.name,
    createdAt: plan.createdAt,
    first: () => (looked.first ??= first()),
    last: () => (looked.last ??= last()),
  };

  function first(): LogEvent | undefined {
    for (let from = begins, size = FIRST_WINDOW; from < ends && size <= LONGEST; size *= 2) {
      const found = arrived(from, Math.min(ends, from + size)).sort(byTime)[0];
      if (found) return found;
      from += size;
    }
    return undefined;
  }

  function last(): LogEvent | undefined {
    for (let to = ends, size = FIRST_WINDOW; to > begins && size <= LONGEST; size *= 2) {
      const found = arrived(Math.max(begins, to - size), to)
        .sort(byTime)
        .at(-1);
      if (found) return found;
      to -= size;
    }
    return undefined;
  }
}

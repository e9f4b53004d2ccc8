import { resourceId } from '../inventory/index.js';
import type { Source } from './digest-events.js';

/** A log group with who writes to it. */
export interface WatchedGroup {
  id: string;
  name: string;
  cursor: number | null;
  /** Services and databases; a task definition where no service runs it. */
  writers: { id: string; kind: string; name: string; clusterArn: string | null }[];
}

/** awslogs names a stream PREFIX/CONTAINER/TASK; the task id has 32 hexadecimal digits. */
const TASK_STREAM = /\/([0-9a-f]{32})$/;

export function taskOfStream(stream: string): string | null {
  return TASK_STREAM.exec(stream)?.[1] ?? null;
}

/** The run that writes a stream, and the deployment that started it (`ecs-svc/N`). */
export interface TaskOfStream {
  runId: string;
  serviceId: string | null;
  startedBy: string | null;
  revision: number;
}

/**
 * Who wrote a stream. A group of one writer is clear; where several write into one group, the task tells which
 * service it belongs to (`services` by task id), if its run is known.
 */
export function sourceOfStream(
  group: WatchedGroup,
  stream: string,
  runs: ReadonlyMap<string, TaskOfStream>,
): Source {
  const task = taskOfStream(stream);
  const run = task === null ? undefined : runs.get(task);
  const [only, ...others] = group.writers;
  const single = only && others.length === 0 ? only : undefined;
  const taskId = run?.runId ?? guessedRunId(task, single?.clusterArn ?? null);
  return { sourceId: run?.serviceId ?? single?.id ?? group.id, taskId, revision: run?.revision ?? null };
}

/** A task whose run was not stored yet still has its id: it follows from the cluster's ARN. */
function guessedRunId(task: string | null, clusterArn: string | null): string | null {
  if (task === null || clusterArn === null) return null;
  return resourceId('ecs_task', `${clusterArn.replace(':cluster/', ':task/')}/${task}`);
}

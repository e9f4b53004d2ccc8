/**
 * What one task used in one minute, as Container Insights tells it. Null where the event did not say: an older agent, a
 * network mode without figures.
 */
export interface TaskMinute {
  /** AWS's own task id. */
  taskId: string;
  /** Epoch ms of the minute's start. */
  minute: number;
  /** CPU units, 1024 a vCPU. */
  cpu: number | null;
  /** MiB. */
  memory: number | null;
  /** Bytes a second, received and sent. */
  network: number | null;
  /** Bytes read and written since the task started: a counter, whatever AWS calls the unit. */
  storage: number | null;
  serviceName: string | null;
  /** AWS's id of the container instance; null on Fargate. */
  containerInstanceId: string | null;
}

const MINUTE_MS = 60_000;
const TASK_ID = /^[0-9a-f]{32}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A task lives within these years, or the event is not one. */
const [EARLIEST, LATEST] = [Date.UTC(2014, 0, 1), Date.UTC(2100, 0, 1)];

/**
 * Reads an event of `/aws/ecs/containerinsights/CLUSTER/performance`; null for any but type Task, and for text that is
 * no such event. Format: CloudWatch user guide, "Container Insights performance log events for Amazon ECS".
 */
export function readPerformanceRecord(message: string): TaskMinute | null {
  const event = parsed(message);
  if (event === null || event['Type'] !== 'Task') return null;
  const { TaskId: taskId, Timestamp: at } = event;
  if (typeof taskId !== 'string' || !TASK_ID.test(taskId)) return null;
  if (typeof at !== 'number' || !(at >= EARLIEST && at < LATEST)) return null;
  return {
    taskId,
    minute: Math.floor(at / MINUTE_MS) * MINUTE_MS,
    cpu: amount(event['CpuUtilized']),
    memory: amount(event['MemoryUtilized']),
    network: total(event['NetworkRxBytes'], event['NetworkTxBytes']),
    storage: total(event['StorageReadBytes'], event['StorageWriteBytes']),
    serviceName: text(event['ServiceName']),
    containerInstanceId: text(event['ContainerInstanceId']),
  };
}

function parsed(message: string): Record<string, unknown> | null {
  if (!message.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function amount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

function total(one: unknown, other: unknown): number | null {
  const [a, b] = [amount(one), amount(other)];
  return a === null || b === null ? null : a + b;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

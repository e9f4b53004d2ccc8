/** One look at a task: a DescribeTasks answer or the detail of a task state change, times as epoch ms. */
export interface TaskObservation extends TaskTimestamps, TaskIdentity {
  taskArn: string;
  lastStatus: string;
  desiredStatus: string | null;
  /** AWS's counter of changes of this task, where known. */
  version?: number | null;
  stopCode: string | null;
  stoppedReason: string | null;
  healthStatus?: string | null;
  containers: readonly ObservedContainer[];
  /** When the look was taken (epoch ms). */
  observedAt: number;
}

export interface ObservedContainer {
  name: string;
  exitCode: number | null;
  reason: string | null;
  lastStatus: string | null;
  healthStatus: string | null;
}

/** Epoch ms; null where the moment was never reached or AWS does not say. */
export interface TaskTimestamps {
  createdAt: number | null;
  connectivityAt: number | null;
  pullStartedAt: number | null;
  pullStoppedAt: number | null;
  startedAt: number | null;
  stoppingAt: number | null;
  executionStoppedAt: number | null;
  stoppedAt: number | null;
}

/** What a task is and where it runs; absent where the observer does not know. */
export interface TaskIdentity {
  clusterArn?: string | null;
  group?: string | null;
  startedBy?: string | null;
  taskDefinitionArn?: string | null;
  launchType?: string | null;
  capacityProviderName?: string | null;
  containerInstanceArn?: string | null;
  availabilityZone?: string | null;
  cpu?: string | null;
  memory?: string | null;
}

export const TIMESTAMPS = [
  'createdAt',
  'connectivityAt',
  'pullStartedAt',
  'pullStoppedAt',
  'startedAt',
  'stoppingAt',
  'executionStoppedAt',
  'stoppedAt',
] as const satisfies readonly (keyof TaskTimestamps)[];

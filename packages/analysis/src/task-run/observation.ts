/**
 * One look at a task, times as epoch ms. Two sources feed the same fold, in any order and any number of times:
 * - `sweep`: a DescribeTasks answer. It says what was so at some instant between the question (`askedAt`) and the answer
 *   (`observedAt`); `changedAt` is null, since AWS does not tell when a status began.
 * - `event`: the `detail` of an "ECS Task State Change" of EventBridge, which has the members of DescribeTasks. Its
 *   `updatedAt` is `changedAt`, `askedAt` and `observedAt` alike (never the time at which the message was received: a
 *   queue delivers late), and its `version` must be kept: two looks whose versions follow each other miss no change
 *   between them, and only that makes the moment of a change exact.
 */
export interface TaskObservation extends TaskTimestamps, TaskIdentity {
  taskArn: string;
  source: TaskSource;
  lastStatus: string;
  desiredStatus: string | null;
  /** AWS's counter of changes of this task, where known. */
  version?: number | null;
  stopCode: string | null;
  stoppedReason: string | null;
  healthStatus?: string | null;
  containers: readonly ObservedContainer[];
  /** When AWS was asked. */
  askedAt: number;
  /** When AWS had answered. */
  observedAt: number;
  /** When the task became as it is here; null where only a look at it is known. */
  changedAt: number | null;
}

export type TaskSource = 'sweep' | 'event';

export interface ObservedContainer {
  name: string;
  exitCode: number | null;
  reason: string | null;
  lastStatus: string | null;
  healthStatus: string | null;
  /** Id that the container runtime gave it: another one of the same name is another start of the container. */
  runtimeId: string | null;
  image?: string | null;
  imageDigest?: string | null;
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
  platformVersion?: string | null;
  /** Of the task's own network interface (awsvpc): AWS tells its parts one after the other. */
  eniId?: string | null;
  privateIp?: string | null;
  subnetId?: string | null;
  macAddress?: string | null;
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

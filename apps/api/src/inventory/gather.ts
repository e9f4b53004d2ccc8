import {
  AwsCallError,
  type AwsPlace,
  type EcsCluster,
  type EcsContainerInstance,
  type EcsService,
  type EcsTask,
  type LogGroup,
  type ScalableTarget,
  type ScalingActivity,
  type ScalingPolicy,
  type ScheduledAction,
} from '../aws/index.js';
import type { Clock } from '../clock/index.js';
import type { ActivityReader } from './history/activity-reader.js';
import type { InventoryPart } from './parts/index.js';

export interface ClusterSnapshot {
  cluster: EcsCluster;
  /** Null where the list could not be read. */
  services: EcsService[] | null;
  instances: EcsContainerInstance[] | null;
  tasks: ClusterTasks | null;
}

export interface ClusterTasks {
  /** Every task AWS still lists, running or stopped. */
  listed: ReadonlySet<string>;
  /** Those that were described: all but the ones whose end is known already. */
  described: EcsTask[];
  /** Between these instants (epoch ms) the descriptions were true. */
  askedAt: number;
  observedAt: number;
}

/** What one sweep read. Absent: not due; null: failed. */
export interface Snapshot {
  clusters: ClusterSnapshot[] | null;
  /** The parts that were due and answered; each keeps its answer as its `latest`. */
  parts: ReadonlySet<InventoryPart>;
  scaling?: {
    targets: ScalableTarget[];
    policies: ScalingPolicy[];
    /** Null where they could not be read: bounds and policies stand without them. */
    scheduled: ScheduledAction[] | null;
  } | null;
  activities?: ScalingActivity[] | null;
  logGroups?: LogGroup[] | null;
  failures: { part: string; error: Error }[];
}

/** Reads that need the clusters of the same sweep. */
export type EcsExtra = keyof Omit<Snapshot, 'clusters' | 'failures' | 'parts'>;

export interface GatherOptions {
  due: ReadonlySet<EcsExtra>;
  parts: readonly InventoryPart[];
  now: number;
  clock: Clock;
  sweepSeconds: number;
  /** Whether a task's end is stored, so that it need not be described again. */
  isFinished: (taskArn: string) => boolean;
  activities: ActivityReader<ScalingActivity>;
}

/** Reads everything that is due. A part that fails is noted and leaves the others alone. */
export async function gather(place: AwsPlace, options: GatherOptions): Promise<Snapshot> {
  const failures: Snapshot['failures'] = [];
  const attempt = async <T>(part: string, read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read();
    } catch (error) {
      failures.push({ part, error: error as Error });
      return null;
    }
  };
  const whenDue = async <T>(part: EcsExtra, read: () => Promise<T>): Promise<Record<string, T | null>> =>
    options.due.has(part) ? { [part]: await attempt(part, read) } : {};

  const [clusters, parts, ...extras] = await Promise.all([
    attempt('clusters', () => place.ecs.clusters()).then(
      (found) =>
        found && Promise.all(found.map((cluster) => gatherCluster(place, cluster, options, attempt))),
    ),
    gatherParts(place, options, attempt),
    whenDue('scaling', async () => {
      const [targets, policies, scheduled] = await Promise.all([
        place.serviceScaling.targets(),
        place.serviceScaling.policies(),
        attempt('scheduled actions', () => scheduledActions(place)),
      ]);
      return { targets, policies, scheduled };
    }),
    whenDue('activities', () => options.activities.read((token) => place.serviceScaling.activities(token))),
    whenDue('logGroups', () => place.logs.groups()),
  ]);
  return Object.assign({ clusters, parts, failures }, ...extras) as Snapshot;
}

/** Reads the parts that are due, each after those that it builds on; one that fails keeps what it last knew. */
async function gatherParts(
  place: AwsPlace,
  { parts, now, sweepSeconds }: GatherOptions,
  attempt: Attempt,
): Promise<Set<InventoryPart>> {
  const answered = new Set<InventoryPart>();
  const reads = new Map<InventoryPart, Promise<unknown>>();
  const read = async (part: InventoryPart): Promise<void> => {
    await Promise.all(part.after.map((earlier) => reads.get(earlier)));
    await attempt(part.name, async () => {
      try {
        part.latest = await part.read(place, { now, sweepSeconds });
        answered.add(part);
      } catch (error) {
        part.failed(now);
        if (!isLackOf(error)) throw error;
      }
    });
  };
  // In their order: a part stands behind those that it builds on.
  for (const part of parts) if (part.begins(now)) reads.set(part, read(part));
  await Promise.all(reads.values());
  return answered;
}

/** An endpoint that does not have the action has not failed: the action is listed with what it affects. */
function isLackOf(error: unknown): boolean {
  return error instanceof AwsCallError && error.failure === 'unsupported';
}

/** Scheduled actions only add to bounds and policies; null where the action is refused. */
async function scheduledActions(place: AwsPlace): Promise<ScheduledAction[] | null> {
  try {
    return await place.serviceScaling.scheduledActions();
  } catch (error) {
    if (isLackOf(error) || (error instanceof AwsCallError && error.failure === 'denied')) return null;
    throw error;
  }
}

type Attempt = <T>(part: string, read: () => Promise<T>) => Promise<T | null>;

async function gatherCluster(
  place: AwsPlace,
  cluster: EcsCluster,
  options: GatherOptions,
  attempt: Attempt,
): Promise<ClusterSnapshot> {
  const { clusterArn: arn, clusterName: name } = cluster;
  const [services, instances, tasks] = await Promise.all([
    attempt(`services of ${name}`, () => place.ecs.services(arn)),
    attempt(`container instances of ${name}`, () => place.ecs.containerInstances(arn)),
    attempt(`tasks of ${name}`, () => gatherTasks(place, arn, options)),
  ]);
  return { cluster, services, instances, tasks };
}

async function gatherTasks(
  place: AwsPlace,
  clusterArn: string,
  { isFinished, clock }: Pick<GatherOptions, 'isFinished' | 'clock'>,
): Promise<ClusterTasks> {
  const lists = await Promise.all([
    place.ecs.taskArns(clusterArn, 'RUNNING'),
    place.ecs.taskArns(clusterArn, 'STOPPED'),
  ]);
  const listed = new Set(lists.flat());
  const askedAt = clock.now();
  const described = await place.ecs.tasks(
    clusterArn,
    [...listed].filter((arn) => !isFinished(arn)),
  );
  return { listed, described, askedAt, observedAt: clock.now() };
}

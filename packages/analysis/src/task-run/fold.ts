import { TIMESTAMPS, type TaskObservation, type TaskTimestamps } from './observation.js';

/** Everything known of one task, from every look at it. `version` and `observedAt` are those of the newest look. */
export interface TaskRun extends TaskObservation {
  firstObservedAt: number;
  lastObservedAt: number;
}

/** Left to right as a task lives; a status that AWS adds some day ranks before all of them. */
const STATUS_RANK: readonly string[] = [
  'PROVISIONING',
  'PENDING',
  'ACTIVATING',
  'RUNNING',
  'DEACTIVATING',
  'STOPPING',
  'DEPROVISIONING',
  'STOPPED',
];

/**
 * Adds one observation to a run. The result does not depend on the order of observations nor on their repetition
 * (AWS delivers events at least once and in any order; polls overlap with them):
 * - each timestamp is the earliest seen (`connectivityAt` moves when an agent reconnects; the first one counts);
 * - all else is that of the newest observation, by status, then version, then time of the look.
 * @throws RangeError when the observation is of another task.
 */
export function mergeTaskRun(run: TaskRun | null, seen: TaskObservation): TaskRun {
  const other: TaskRun = { ...seen, firstObservedAt: seen.observedAt, lastObservedAt: seen.observedAt };
  if (!run) return other;
  if (run.taskArn !== seen.taskArn) {
    throw new RangeError(`taskArn: ${seen.taskArn} is not ${run.taskArn}; fold each task by itself`);
  }
  const newest = compareObservations(run, seen) >= 0 ? run : other;
  return {
    ...newest,
    ...earliest(run, seen),
    firstObservedAt: Math.min(run.firstObservedAt, seen.observedAt),
    lastObservedAt: Math.max(run.lastObservedAt, seen.observedAt),
  };
}

/** The run of one task from any number of looks at it; null for none. */
export function foldTaskRun(observations: Iterable<TaskObservation>): TaskRun | null {
  let run: TaskRun | null = null;
  for (const seen of observations) run = mergeTaskRun(run, seen);
  return run;
}

/** Runs by task ARN from a mixed list of looks. */
export function foldTaskRuns(observations: Iterable<TaskObservation>): Map<string, TaskRun> {
  const runs = new Map<string, TaskRun>();
  for (const seen of observations) runs.set(seen.taskArn, mergeTaskRun(runs.get(seen.taskArn) ?? null, seen));
  return runs;
}

/** Position of a lastStatus in a task's life; DELETED counts as STOPPED, an unknown word as -1. */
export function statusRank(lastStatus: string): number {
  return STATUS_RANK.indexOf(lastStatus === 'DELETED' ? 'STOPPED' : lastStatus);
}

function earliest(a: TaskTimestamps, b: TaskTimestamps): TaskTimestamps {
  const merged = {} as Record<keyof TaskTimestamps, number | null>;
  for (const name of TIMESTAMPS) {
    const [x, y] = [a[name], b[name]];
    merged[name] = x === null ? y : y === null ? x : Math.min(x, y);
  }
  return merged;
}

/** A total order of observations: > 0 when a is the newer one. */
function compareObservations(a: TaskObservation, b: TaskObservation): number {
  return (
    statusRank(a.lastStatus) - statusRank(b.lastStatus) ||
    (a.version ?? -1) - (b.version ?? -1) ||
    a.observedAt - b.observedAt ||
    compareTexts(content(a), content(b))
  );
}

/** Two looks of the same instant that differ: any rule will do that does not depend on their order. */
function content(o: TaskObservation): string {
  const fields = [o.lastStatus, o.desiredStatus, o.stopCode, o.stoppedReason, o.healthStatus ?? null];
  const identity = [
    o.clusterArn,
    o.group,
    o.startedBy,
    o.taskDefinitionArn,
    o.launchType,
    o.capacityProviderName,
    o.containerInstanceArn,
    o.availabilityZone,
    o.cpu,
    o.memory,
  ].map((value) => value ?? null);
  const containers = o.containers.map((c) => [c.name, c.exitCode, c.reason, c.lastStatus, c.healthStatus]);
  return JSON.stringify([fields, identity, containers]);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

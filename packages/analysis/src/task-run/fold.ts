import { TIMESTAMPS, type TaskIdentity, type TaskObservation, type TaskTimestamps } from './observation.js';
import { healthOf, mergeHealth, type HealthSeen } from './health-seen.js';
import { mergeStays, stayOf, type StatusStays } from './stays.js';

/** Everything known of one task, from every look at it. What is not a union of all looks is that of the newest. */
export interface TaskRun extends TaskObservation {
  firstObservedAt: number;
  lastObservedAt: number;
  /** What each status was seen for: moments for which AWS has no timestamp follow from it (`taskMoments`). */
  stays: StatusStays;
  /** When its health check was seen to pass first (`firstHealthyAt`). */
  healthSeen: HealthSeen;
  /** Every start of a container that was seen, sorted. Pairs, since a container may have any name. */
  containerStarts: readonly ContainerStart[];
  /** AWS listed it at `after` and no more at `before`, and nobody saw it stop; null as long as it is listed. */
  gone: { after: number; before: number } | null;
}

export type ContainerStart = readonly [container: string, runtimeId: string];

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

/** Given once: they hold for the whole life, and looks differ only in whether they know them yet. */
const IDENTITY = [
  'clusterArn',
  'group',
  'startedBy',
  'taskDefinitionArn',
  'launchType',
  'capacityProviderName',
  'containerInstanceArn',
  'availabilityZone',
  'cpu',
  'memory',
  'platformVersion',
  'eniId',
  'privateIp',
  'subnetId',
  'macAddress',
] as const satisfies readonly (keyof TaskIdentity)[];

/**
 * Adds one observation to a run. The result does not depend on the order of observations nor on their repetition
 * (AWS delivers events at least once and in any order; polls overlap with them), so a stored run and a late observation
 * give what all of them at once would give:
 * - each timestamp is the earliest seen (`connectivityAt` moves when an agent reconnects; the first one counts);
 * - statuses, versions and runtime ids are united;
 * - all else is that of the newest observation, by status, then version, then time of the look.
 * @throws RangeError when the observation is of another task.
 */
export function mergeTaskRun(run: TaskRun | null, seen: TaskObservation): TaskRun {
  const other: TaskRun = {
    ...seen,
    firstObservedAt: seen.observedAt,
    lastObservedAt: seen.observedAt,
    stays: stayOf(seen),
    healthSeen: healthOf(seen),
    containerStarts: startsOf(seen),
    gone: null,
  };
  return run ? mergeRuns(run, other) : other;
}

/**
 * Two runs of the same task as one, such as that of events and that of sweeps.
 * @throws RangeError when they are of two tasks.
 */
export function mergeRuns(a: TaskRun, b: TaskRun): TaskRun {
  if (a.taskArn !== b.taskArn) {
    throw new RangeError(`taskArn: ${b.taskArn} is not ${a.taskArn}; fold each task by itself`);
  }
  const newest = compareObservations(a, b) >= 0 ? a : b;
  return {
    ...newest,
    ...identity(a, b),
    ...earliest(a, b),
    firstObservedAt: Math.min(a.firstObservedAt, b.firstObservedAt),
    lastObservedAt: Math.max(a.lastObservedAt, b.lastObservedAt),
    stays: mergeStays(a.stays, b.stays),
    healthSeen: mergeHealth(a.healthSeen, b.healthSeen),
    containerStarts: mergeStarts(a.containerStarts, b.containerStarts),
    gone: mergeGone(a.gone, b.gone),
  };
}

/** A run that AWS listed at `after` and no more at `before`. A stop that is told later takes its place. */
export function withGone(run: TaskRun, gone: NonNullable<TaskRun['gone']>): TaskRun {
  return { ...run, gone: mergeGone(run.gone, gone) };
}

/** The stop that nobody saw; null where AWS told of one, or showed the task again later. */
export function unseenStop(run: TaskRun): TaskRun['gone'] {
  const { gone } = run;
  if (gone === null || run.stoppedAt !== null || run.lastObservedAt >= gone.before) return null;
  return gone;
}

/**
 * A run as it was stored, which an older version may have written without what is known of statuses and containers now.
 */
export function readStoredRun(stored: TaskRun): TaskRun {
  return {
    ...stored,
    source: stored.source ?? 'sweep',
    askedAt: stored.askedAt ?? stored.observedAt,
    changedAt: stored.changedAt ?? null,
    stays: stored.stays ?? {},
    healthSeen: stored.healthSeen ?? { healthyBy: null, notYetAt: null },
    containerStarts: stored.containerStarts ?? [],
    gone: stored.gone ?? null,
  };
}

/** Whether the task has stopped, seen or not. */
export function hasStopped(run: TaskRun): boolean {
  return (
    run.stoppedAt !== null || statusRank(run.lastStatus) === statusRank('STOPPED') || unseenStop(run) !== null
  );
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

/**
 * How often a container was started again within the task, as far as it was seen: AWS counts restarts nowhere that can
 * be read, so each further runtime id is one, and those between two looks are missed. Null where none was seen.
 */
export function restartsSeen(run: TaskRun, container: string): number | null {
  const starts = run.containerStarts.filter(([name]) => name === container).length;
  return starts > 1 ? starts - 1 : null;
}

function earliest(a: TaskTimestamps, b: TaskTimestamps): TaskTimestamps {
  const merged = {} as Record<keyof TaskTimestamps, number | null>;
  for (const name of TIMESTAMPS) {
    const [x, y] = [a[name], b[name]];
    merged[name] = x === null ? y : y === null ? x : Math.min(x, y);
  }
  return merged;
}

function identity(a: TaskIdentity, b: TaskIdentity): TaskIdentity {
  const merged: Record<string, string | null> = {};
  for (const name of IDENTITY) {
    const known = [a[name], b[name]].filter((value) => value !== null && value !== undefined).sort();
    if (name in a || name in b) merged[name] = known[0] ?? null;
  }
  return merged;
}

function startsOf({ containers }: TaskObservation): readonly ContainerStart[] {
  const starts = containers.flatMap(({ name, runtimeId }): ContainerStart[] =>
    runtimeId === null ? [] : [[name, runtimeId]],
  );
  return mergeStarts(starts, []);
}

function mergeStarts(a: readonly ContainerStart[], b: readonly ContainerStart[]): readonly ContainerStart[] {
  const all = new Map([...a, ...b].map((start) => [JSON.stringify(start), start]));
  return [...all].sort(([x], [y]) => compareTexts(x, y)).map(([, start]) => start);
}

/** The later disappearance counts: between two the task was listed again. */
function mergeGone(a: TaskRun['gone'], b: TaskRun['gone']): TaskRun['gone'] {
  if (a === null || b === null) return a ?? b;
  return a.after > b.after || (a.after === b.after && a.before <= b.before) ? a : b;
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
  const look = [o.source, o.askedAt, o.changedAt];
  const containers = o.containers.map((c) => [
    c.name,
    c.exitCode,
    c.reason,
    c.lastStatus,
    c.healthStatus,
    c.runtimeId,
    c.image ?? null,
    c.imageDigest ?? null,
  ]);
  return JSON.stringify([fields, look, containers]);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

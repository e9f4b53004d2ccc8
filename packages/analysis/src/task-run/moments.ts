import { statusRank, unseenStop, type TaskRun } from './fold.js';
import { TIMESTAMPS, type TaskTimestamps } from './observation.js';

/** The turns of a life: AWS's timestamps, and the end of draining, for which AWS has none. */
export interface TaskMoments extends TaskTimestamps {
  /** DEACTIVATING to STOPPING: out of the load balancer, containers told to end. Null where no look saw DEACTIVATING. */
  drainedAt: number | null;
}
export type MomentName = keyof TaskMoments;

/** Of moments that AWS does not tell exactly: they lie in [after, before], epoch ms. */
export type MomentBounds = Partial<Record<MomentName, readonly [after: number, before: number]>>;

export interface KnownMoments {
  moments: TaskMoments;
  /** Only what is not exact. */
  bounds: MomentBounds;
}

/** Which change of status each moment is, where AWS gave no timestamp for it. */
const ENTRIES: readonly { moment: MomentName; into: readonly string[]; needs?: string }[] = [
  { moment: 'connectivityAt', into: ['PENDING'], needs: 'PROVISIONING' },
  { moment: 'stoppingAt', into: ['DEACTIVATING', 'STOPPING'] },
  { moment: 'drainedAt', into: ['STOPPING', 'DEPROVISIONING', 'STOPPED'], needs: 'DEACTIVATING' },
  { moment: 'executionStoppedAt', into: ['DEPROVISIONING'] },
  { moment: 'stoppedAt', into: ['STOPPED'] },
];

/**
 * The moments of a run, each exact where AWS gave its timestamp or where events with consecutive versions told the
 * change, else the middle of the two looks that enclose it. A stop that nobody saw (`gone`) is placed at the moment
 * when the task was last listed.
 */
export function taskMoments(run: TaskRun): KnownMoments {
  const moments = { drainedAt: null } as TaskMoments;
  for (const name of TIMESTAMPS) moments[name] = run[name];
  const bounds: MomentBounds = {};
  for (const { moment, into, needs } of ENTRIES) {
    if (moments[moment] !== null || (needs !== undefined && !run.stays[needs])) continue;
    const found = entryOf(run, into);
    if (!found) continue;
    const [after, before] = found;
    moments[moment] = after === before ? after : Math.round((after + before) / 2);
    if (after !== before) bounds[moment] = found;
  }
  const unseen = unseenStop(run);
  if (moments.stoppedAt === null && unseen) {
    moments.stoppedAt = unseen.after;
    bounds.stoppedAt = [unseen.after, unseen.before];
  }
  return { moments, bounds };
}

/** When a run entered the first of `into` that it was seen in or past; null where it was never seen there. */
function entryOf(run: TaskRun, into: readonly string[]): readonly [number, number] | null {
  const rank = Math.min(...into.map(statusRank));
  const known = Object.entries(run.stays).map(([status, stay]) => ({ rank: statusRank(status), stay }));
  const from = known.filter((one) => one.rank >= rank);
  const first = from.filter((one) => one.rank <= Math.max(...into.map(statusRank)));
  if (first.length === 0) return null;
  const earlier = known.filter((one) => one.rank >= 0 && one.rank < rank);
  const told = from
    .map(({ stay }) => stay.entered)
    .filter((entered) => entered !== null)
    .sort((a, b) => a.version - b.version)[0];
  const versions = earlier.map(({ stay }) => stay.lastVersion).filter((version) => version !== null);
  if (told && versions.includes(told.version - 1)) return [told.at, told.at];
  const before = Math.min(
    ...from.map(({ stay }) => stay.since),
    ...timestampsOf(run, (begins) => begins >= rank),
  );
  const after = Math.max(
    ...earlier.map(({ stay }) => stay.until),
    ...timestampsOf(run, (begins) => begins < rank),
  );
  return Number.isFinite(after) ? [Math.min(after, before), before] : [before, before];
}

/** Rank of the status that begins at each of AWS's timestamps. */
const BEGINS: readonly (readonly [keyof TaskTimestamps, string])[] = [
  ['createdAt', 'PROVISIONING'],
  ['connectivityAt', 'PENDING'],
  ['pullStartedAt', 'PENDING'],
  ['startedAt', 'RUNNING'],
  ['stoppingAt', 'DEACTIVATING'],
  ['executionStoppedAt', 'DEPROVISIONING'],
  ['stoppedAt', 'STOPPED'],
];

function timestampsOf(times: TaskTimestamps, wanted: (rank: number) => boolean): number[] {
  return BEGINS.filter(([, status]) => wanted(statusRank(status)))
    .map(([name]) => times[name])
    .filter((at) => at !== null);
}

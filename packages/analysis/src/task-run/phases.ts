import type { MomentBounds, MomentName, TaskMoments } from './moments.js';
import type { TaskTimestamps } from './observation.js';

/** The stretches of a task's life, in order. */
export const PHASES = [
  'provision',
  'prepare',
  'pull',
  'start',
  'run',
  'deactivate',
  'stop',
  'deprovision',
] as const;
export type PhaseName = (typeof PHASES)[number];

/**
 * - provision: created to connected (PROVISIONING: placement, network interface, Fargate host)
 * - prepare: connected to pull start (PENDING: secrets, registry sign-in)
 * - pull: image pull (PENDING or ACTIVATING; AWS's agents differ)
 * - start: pull end to RUNNING (ACTIVATING: dependencies, load balancer registration)
 * - run: RUNNING to stopping
 * - deactivate: out of the load balancer (DEACTIVATING); where no look saw it, it is part of `stop`
 * - stop: containers told to end, to containers stopped (STOPPING: SIGTERM grace)
 * - deprovision: containers stopped to STOPPED (DEPROVISIONING: network interface removed)
 */
export interface TaskPhase {
  phase: PhaseName;
  /** Epoch ms. */
  entry: number;
  /** Epoch ms; null while the task is still in it. */
  end: number | null;
  /** Milliseconds; null while the task is still in it. */
  dwellMs: number | null;
  /** True where the task was stopped in a phase before RUNNING. */
  failed: boolean;
  /** False where one of its ends is only known to lie between two looks. */
  exact: boolean;
  /** Least and most that `dwellMs` may be in truth; both are it where the phase is exact, null while it lasts. */
  dwellBounds: readonly [least: number, most: number] | null;
}

/** What phases are made of: AWS's timestamps alone, or with the moments that looks enclose (`taskMoments`). */
export type PhaseTimes = TaskTimestamps & Partial<Pick<TaskMoments, 'drainedAt'>>;

interface Boundary {
  at: number;
  moment: MomentName;
  /** Phase that ends here when the task goes on as usual, and phase that begins here. */
  ends: PhaseName | null;
  begins: PhaseName | null;
}

/**
 * The phases of a task from its timestamps (lastStatus is too coarse: ACTIVATING holds pull and start).
 * A moment that AWS does not tell joins its phase to the next one: an EC2 bridge task without connectivityAt has no
 * `provision`, and `prepare` begins at creation. Impossible moments (a reconnect after the start) are left out.
 * Phases are contiguous, in order, and never of negative length; empty without createdAt.
 */
export function taskPhases(times: PhaseTimes, bounds: MomentBounds = {}): TaskPhase[] {
  const starting = startBoundaries(times);
  const [last] = starting.slice(-1);
  if (!last) return [];
  const ending = endBoundaries(times, last.at);
  const phases: TaskPhase[] = [];
  for (let i = 1; i < starting.length; i += 1) {
    const [from, to] = [starting[i - 1] as Boundary, starting[i] as Boundary];
    if (to.ends) phases.push(phaseOf(to.ends, from, to, bounds));
  }
  const boundaries = [last, ...ending];
  for (let i = 0; i + 1 < boundaries.length; i += 1) {
    const [from, to] = [boundaries[i] as Boundary, boundaries[i + 1] as Boundary];
    const failed = i === 0 && times.startedAt === null;
    if (from.begins) phases.push({ ...phaseOf(from.begins, from, to, bounds), failed });
  }
  const final = boundaries[boundaries.length - 1] as Boundary;
  if (final.begins) phases.push(phaseOf(final.begins, final, null, bounds));
  return phases;
}

/** Milliseconds from creation to RUNNING; null where it never ran or the creation is not known. */
export function startupMs({ createdAt, startedAt }: TaskTimestamps): number | null {
  return createdAt === null || startedAt === null ? null : Math.max(0, startedAt - createdAt);
}

function startBoundaries(times: TaskTimestamps): Boundary[] {
  if (times.createdAt === null) return [];
  const ends = [times.startedAt, times.stoppingAt, times.executionStoppedAt, times.stoppedAt];
  let ceiling = Math.min(...ends.map((at) => at ?? Infinity));
  const candidates: [keyof TaskTimestamps, PhaseName, PhaseName][] = [
    ['connectivityAt', 'provision', 'prepare'],
    ['pullStartedAt', 'prepare', 'pull'],
    ['pullStoppedAt', 'pull', 'start'],
  ];
  const kept: Boundary[] = [];
  // Backwards: what comes later in a life bounds what comes before.
  for (const [moment, ended, begins] of candidates.reverse()) {
    const at = times[moment];
    if (at === null || at < times.createdAt || at > ceiling) continue;
    ceiling = at;
    kept.unshift({ at, moment, ends: ended, begins });
  }
  kept.unshift({ at: times.createdAt, moment: 'createdAt', ends: null, begins: 'provision' });
  const { startedAt } = times;
  if (startedAt !== null) {
    kept.push({
      at: Math.max(startedAt, kept[kept.length - 1]?.at ?? startedAt),
      moment: 'startedAt',
      ends: 'start',
      begins: 'run',
    });
  }
  return kept;
}

/** Essential exits end the execution before ECS begins to stop the task, so the earlier of the two ends the run. */
function endBoundaries(times: PhaseTimes, floor: number): Boundary[] {
  const { stoppingAt, executionStoppedAt, stoppedAt } = times;
  const out: Boundary[] = [];
  let low = floor;
  const push = (moment: MomentName, at: number, begins: PhaseName | null): void => {
    low = Math.max(low, at);
    out.push({ at: low, moment, ends: null, begins });
  };
  const drainedAt = drainedWithin(times);
  if (drainedAt !== null && stoppingAt !== null) {
    push('stoppingAt', stoppingAt, 'deactivate');
    push('drainedAt', drainedAt, 'stop');
    if (executionStoppedAt !== null) push('executionStoppedAt', executionStoppedAt, 'deprovision');
  } else {
    const both: [MomentName, number | null][] = [
      ['stoppingAt', stoppingAt],
      ['executionStoppedAt', executionStoppedAt],
    ];
    const middle = both
      .filter((one): one is [MomentName, number] => one[1] !== null)
      .sort((a, b) => a[1] - b[1]);
    const [first, second] = middle;
    if (first) push(...first, stoppingAt === null ? 'deprovision' : 'stop');
    if (second) push(...second, 'deprovision');
  }
  if (stoppedAt !== null) push('stoppedAt', stoppedAt, null);
  return out;
}

/** The end of draining, where it lies between the two moments that enclose it. */
function drainedWithin({ drainedAt, stoppingAt, executionStoppedAt, stoppedAt }: PhaseTimes): number | null {
  if (drainedAt == null || stoppingAt === null || drainedAt < stoppingAt) return null;
  return drainedAt <= (executionStoppedAt ?? stoppedAt ?? Infinity) ? drainedAt : null;
}

function phaseOf(phase: PhaseName, from: Boundary, to: Boundary | null, bounds: MomentBounds): TaskPhase {
  const exact = bounds[from.moment] === undefined && (to === null || bounds[to.moment] === undefined);
  const common = { phase, entry: from.at, failed: false, exact };
  if (to === null) return { ...common, end: null, dwellMs: null, dwellBounds: null };
  const [fromLow, fromHigh] = bounds[from.moment] ?? [from.at, from.at];
  const [toLow, toHigh] = bounds[to.moment] ?? [to.at, to.at];
  const dwellMs = to.at - from.at;
  const least = Math.min(dwellMs, Math.max(0, toLow - fromHigh));
  return {
    ...common,
    end: to.at,
    dwellMs,
    dwellBounds: [least, Math.max(dwellMs, toHigh - fromLow)],
  };
}

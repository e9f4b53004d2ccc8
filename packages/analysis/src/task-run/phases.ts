import type { TaskTimestamps } from './observation.js';

/** The stretches of a task's life, in order; each ends at the timestamp named in `BOUNDARIES`. */
export const PHASES = ['provision', 'prepare', 'pull', 'start', 'run', 'stop', 'deprovision'] as const;
export type PhaseName = (typeof PHASES)[number];

/**
 * - provision: created to connected (placement, network interface, Fargate host)
 * - prepare: connected to pull start (secrets, registry sign-in)
 * - pull: image pull
 * - start: pull end to RUNNING (dependencies, load balancer registration)
 * - run: RUNNING to stopping
 * - stop: stopping to containers stopped (draining, SIGTERM grace)
 * - deprovision: containers stopped to STOPPED (network interface removed)
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
}

interface Boundary {
  at: number;
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
export function taskPhases(times: TaskTimestamps): TaskPhase[] {
  const starting = startBoundaries(times);
  const [last] = starting.slice(-1);
  if (!last) return [];
  const ending = endBoundaries(times, last.at);
  const phases = joinStarting(starting);
  if (ending.length === 0) {
    if (last.begins) phases.push(phaseOf(last.begins, last.at, null, false));
    return phases;
  }
  const boundaries = [last, ...ending];
  for (let i = 0; i + 1 < boundaries.length; i += 1) {
    const [from, to] = [boundaries[i] as Boundary, boundaries[i + 1] as Boundary];
    if (from.begins) phases.push(phaseOf(from.begins, from.at, to.at, i === 0 && times.startedAt === null));
  }
  const final = boundaries[boundaries.length - 1] as Boundary;
  if (final.begins) phases.push(phaseOf(final.begins, final.at, null, false));
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
  const candidates: [number | null, PhaseName, PhaseName][] = [
    [times.connectivityAt, 'provision', 'prepare'],
    [times.pullStartedAt, 'prepare', 'pull'],
    [times.pullStoppedAt, 'pull', 'start'],
  ];
  const kept: Boundary[] = [];
  // Backwards: what comes later in a life bounds what comes before.
  for (const [at, ended, begins] of candidates.reverse()) {
    if (at === null || at < times.createdAt || at > ceiling) continue;
    ceiling = at;
    kept.unshift({ at, ends: ended, begins });
  }
  kept.unshift({ at: times.createdAt, ends: null, begins: 'provision' });
  const { startedAt } = times;
  if (startedAt !== null) {
    kept.push({
      at: Math.max(startedAt, kept[kept.length - 1]?.at ?? startedAt),
      ends: 'start',
      begins: 'run',
    });
  }
  return kept;
}

/** Essential exits end the execution before ECS begins to stop the task, so the earlier of the two ends the run. */
function endBoundaries(
  { stoppingAt, executionStoppedAt, stoppedAt }: TaskTimestamps,
  floor: number,
): Boundary[] {
  const middle = [stoppingAt, executionStoppedAt].filter((at) => at !== null).sort((a, b) => a - b);
  const out: Boundary[] = [];
  let low = floor;
  const push = (at: number, begins: PhaseName | null): void => {
    low = Math.max(low, at);
    out.push({ at: low, ends: null, begins });
  };
  const [first, second] = middle;
  if (first !== undefined) push(first, stoppingAt === null ? 'deprovision' : 'stop');
  if (second !== undefined) push(second, 'deprovision');
  if (stoppedAt !== null) push(stoppedAt, null);
  return out;
}

function joinStarting(boundaries: readonly Boundary[]): TaskPhase[] {
  const phases: TaskPhase[] = [];
  for (let i = 1; i < boundaries.length; i += 1) {
    const [from, to] = [boundaries[i - 1] as Boundary, boundaries[i] as Boundary];
    if (to.ends) phases.push(phaseOf(to.ends, from.at, to.at, false));
  }
  return phases;
}

function phaseOf(phase: PhaseName, entry: number, end: number | null, failed: boolean): TaskPhase {
  return { phase, entry, end, dwellMs: end === null ? null : end - entry, failed };
}

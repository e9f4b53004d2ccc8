import { TIMESTAMPS, type TaskTimestamps } from './observation.js';
import { PHASES } from './phases.js';

/**
 * Positions of the phases in PHASES, and so in PhaseSpans. Over many tasks `deactivate` is a part of `stop`: only some
 * of them have its end.
 */
export const SPAN = {
  provision: 0,
  prepare: 1,
  pull: 2,
  start: 3,
  run: 4,
  deactivate: 5,
  stop: 6,
  deprovision: 7,
} as const;

/** Milliseconds in each phase, in the order of PHASES: NaN where it was not entered, Infinity while it lasts. */
export type PhaseSpans = Float64Array;

/** The moments of a task's life in the order of TIMESTAMPS, epoch ms; NaN where one is not known or never came. */
export type Moments = Float64Array;
/** Positions in Moments. */
export const MOMENT = {
  createdAt: 0,
  connectivityAt: 1,
  pullStartedAt: 2,
  pullStoppedAt: 3,
  startedAt: 4,
  stoppingAt: 5,
  executionStoppedAt: 6,
  stoppedAt: 7,
} as const satisfies Record<(typeof TIMESTAMPS)[number], number>;

export function newPhaseSpans(): PhaseSpans {
  return new Float64Array(PHASES.length);
}

export function momentsOf(times: TaskTimestamps): Moments {
  return Float64Array.from(TIMESTAMPS, (name) => times[name] ?? NaN);
}

/**
 * The dwell times of `taskPhases` without an object per phase: a month of a large fleet has a hundred thousand tasks.
 * Fills and returns `out`; the spec holds it against `taskPhases`.
 */
export function phaseSpans(moments: Moments, out: PhaseSpans): PhaseSpans {
  out.fill(NaN);
  const createdAt = moments[MOMENT.createdAt] as number;
  if (Number.isNaN(createdAt)) return out;
  let phase = startSpans(moments, createdAt, out);
  let from = createdAt;
  for (let i = 0; i < phase; i += 1) from += finite(out[i] as number);
  const stopping = moments[MOMENT.stoppingAt] as number;
  const executed = moments[MOMENT.executionStoppedAt] as number;
  const stopped = moments[MOMENT.stoppedAt] as number;
  const close = (end: number, next: number): void => {
    const until = Math.max(from, end);
    out[phase] = until - from;
    from = until;
    phase = next;
  };
  // Essential exits end the execution before ECS begins to stop the task, so the earlier of the two ends the run.
  const first = Math.min(later(stopping), later(executed));
  if (first !== Infinity) close(first, Number.isNaN(stopping) ? SPAN.deprovision : SPAN.stop);
  // The later of both, where both are known.
  const second = Math.max(stopping, executed);
  if (!Number.isNaN(second)) close(second, SPAN.deprovision);
  if (!Number.isNaN(stopped)) close(stopped, phase);
  else out[phase] = Infinity;
  return out;
}

/** Fills what is known of the start; answers the phase that begins at its last known moment. */
function startSpans(moments: Moments, createdAt: number, out: PhaseSpans): number {
  const startedAt = moments[MOMENT.startedAt] as number;
  let ceiling = later(startedAt);
  for (let i = MOMENT.stoppingAt; i <= MOMENT.stoppedAt; i += 1) {
    ceiling = Math.min(ceiling, later(moments[i] as number));
  }
  // Backwards: what comes later in a life bounds what comes before. A comparison with NaN is false.
  const bounded = (moment: number): number => {
    if (!(moment >= createdAt && moment <= ceiling)) return NaN;
    ceiling = moment;
    return moment;
  };
  const pulled = bounded(moments[MOMENT.pullStoppedAt] as number);
  const pulling = bounded(moments[MOMENT.pullStartedAt] as number);
  const connected = bounded(moments[MOMENT.connectivityAt] as number);
  let last = createdAt;
  let phase: number = SPAN.provision;
  const pass = (moment: number, ended: number): void => {
    if (Number.isNaN(moment)) return;
    out[ended] = moment - last;
    last = moment;
    phase = ended + 1;
  };
  pass(connected, SPAN.provision);
  pass(pulling, SPAN.prepare);
  pass(pulled, SPAN.pull);
  pass(Math.max(startedAt, last), SPAN.start);
  return phase;
}

function finite(span: number): number {
  return Number.isFinite(span) ? span : 0;
}

/** A moment that never came lies after all others. */
function later(moment: number): number {
  return Number.isNaN(moment) ? Infinity : moment;
}

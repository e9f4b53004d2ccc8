import type { TaskTimestamps } from './observation.js';
import { PHASES } from './phases.js';

/** Positions of the phases in PHASES, and so in PhaseSpans. */
export const SPAN = { provision: 0, prepare: 1, pull: 2, start: 3, run: 4, stop: 5, deprovision: 6 } as const;

/** Milliseconds in each phase, in the order of PHASES: NaN where it was not entered, Infinity while it lasts. */
export type PhaseSpans = Float64Array;

export function newPhaseSpans(): PhaseSpans {
  return new Float64Array(PHASES.length);
}

/**
 * The dwell times of `taskPhases` without an object per phase: a month of a large fleet has a hundred thousand tasks.
 * Fills and returns `out`; the spec holds it against `taskPhases`.
 */
export function phaseSpans(times: TaskTimestamps, out: PhaseSpans): PhaseSpans {
  out.fill(NaN);
  const { createdAt, stoppingAt, executionStoppedAt, stoppedAt } = times;
  if (createdAt === null) return out;
  let phase = startSpans(times, createdAt, out);
  let from = createdAt;
  for (let i = 0; i < phase; i += 1) from += finite(out[i]);
  // Essential exits end the execution before ECS begins to stop the task, so the earlier of the two ends the run.
  const first = least(stoppingAt, executionStoppedAt);
  const close = (end: number, next: number): void => {
    const until = Math.max(from, end);
    out[phase] = until - from;
    from = until;
    phase = next;
  };
  if (first !== null) close(first, stoppingAt === null ? SPAN.deprovision : SPAN.stop);
  if (stoppingAt !== null && executionStoppedAt !== null) {
    close(Math.max(stoppingAt, executionStoppedAt), SPAN.deprovision);
  }
  if (stoppedAt !== null) close(stoppedAt, phase);
  else out[phase] = Infinity;
  return out;
}

/** Fills what is known of the start; answers the phase that begins at its last known moment. */
function startSpans(times: TaskTimestamps, createdAt: number, out: PhaseSpans): number {
  const { startedAt } = times;
  let ceiling = Math.min(
    startedAt ?? Infinity,
    times.stoppingAt ?? Infinity,
    times.executionStoppedAt ?? Infinity,
    times.stoppedAt ?? Infinity,
  );
  // Backwards: what comes later in a life bounds what comes before.
  const bounded = (moment: number | null): number => {
    if (moment === null || moment < createdAt || moment > ceiling) return NaN;
    ceiling = moment;
    return moment;
  };
  const pulled = bounded(times.pullStoppedAt);
  const pulling = bounded(times.pullStartedAt);
  const connected = bounded(times.connectivityAt);
  let last = createdAt;
  let phase: number = SPAN.provision;
  const pass = (moment: number, ended: number): void => {
    if (moment !== moment) return;
    out[ended] = moment - last;
    last = moment;
    phase = ended + 1;
  };
  pass(connected, SPAN.provision);
  pass(pulling, SPAN.prepare);
  pass(pulled, SPAN.pull);
  if (startedAt !== null) pass(Math.max(startedAt, last), SPAN.start);
  return phase;
}

function finite(span: number | undefined): number {
  return span !== undefined && Number.isFinite(span) ? span : 0;
}

function least(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}

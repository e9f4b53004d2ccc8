import { CAUSE_CLASSES, TASK_TRIGGERS, TIMESTAMPS, type CauseClass, type FlowTask } from '@danji/analysis';

const STATUSES = ['RUNNING', 'STOPPED', 'PROVISIONING', 'PENDING', 'ACTIVATING', 'DEACTIVATING', 'STOPPING'];

/** Words that a packed run holds as PostgreSQL's hashes; the caller has them hashed there. */
export const WORDS: readonly string[] = [...TASK_TRIGGERS, ...CAUSE_CLASSES, ...STATUSES];

/** Layout of the column task_run.moments (migration task_healthy), in bytes: after the moments of AWS the first health. */
const AT = { trigger: 0, cause: 4, status: 8, abnormal: 12, moments: 16 } as const;
const MOMENT_BYTES = 8;
const HEALTHY = AT.moments + TIMESTAMPS.length * MOMENT_BYTES;
const RUN_BYTES = HEALTHY + MOMENT_BYTES;
/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const HIGH = 2 ** 32;
/** High half of the lowest value, which stands for a moment that is not known. */
const UNKNOWN_HIGH = -(2 ** 31);
const NO_CAUSE = 0;

/**
 * Hands each packed run to `visit`: one object, filled again for the next.
 * @param hashes of WORDS, in their order
 */
export function unpackRuns(bytes: Buffer, hashes: readonly number[], visit: (task: FlowTask) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const named = <T extends string>(list: readonly T[], first: number): Map<number, T> =>
    new Map(list.map((word, i) => [hashes[first + i] ?? Number.NaN, word]));
  const triggers = named(TASK_TRIGGERS, 0);
  const causes: Map<number, CauseClass> = named(CAUSE_CLASSES, TASK_TRIGGERS.length);
  const statuses = named(STATUSES, TASK_TRIGGERS.length + CAUSE_CLASSES.length);
  const moments = new Float64Array(TIMESTAMPS.length);
  const task: FlowTask = {
    trigger: 'unknown',
    moments,
    healthyAt: Number.NaN,
    lastStatus: '',
    cause: null,
    abnormal: false,
  };
  for (let at = 0; at + RUN_BYTES <= bytes.byteLength; at += RUN_BYTES) {
    for (let i = 0; i < moments.length; i += 1) {
      moments[i] = instantAt(view, at + AT.moments + i * MOMENT_BYTES);
    }
    task.healthyAt = instantAt(view, at + HEALTHY);
    const cause = view.getInt32(at + AT.cause);
    task.trigger = triggers.get(view.getInt32(at + AT.trigger)) ?? 'unknown';
    // A class that this version does not know is a stop of unknown cause.
    task.cause = cause === NO_CAUSE ? null : (causes.get(cause) ?? 'unknown');
    task.lastStatus = statuses.get(view.getInt32(at + AT.status)) ?? '';
    task.abnormal = view.getInt32(at + AT.abnormal) !== 0;
    visit(task);
  }
}

/** Epoch ms; NaN where the moment is not known. */
function instantAt(view: DataView, place: number): number {
  const high = view.getInt32(place);
  if (high === UNKNOWN_HIGH) return Number.NaN;
  return Math.floor((high * HIGH + view.getUint32(place + 4)) / 1000) + EPOCH_MS;
}

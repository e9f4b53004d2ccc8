import { AwsCallError, type AwsPlace } from '../aws/index.js';
import type { Clock } from '../clock/index.js';
import type { Database } from '../database/index.js';
import type { LineMask } from '../log-settings/index.js';
import { levelOf } from './digest-events.js';
import { StoppedTaskRepository, type StoppedTask, type TaskEnd } from './stopped-task.repository.js';

/** Lines of each container: enough to see how it ended. Whoever ended as wanted says little of interest. */
const LINES = 200;
const LINES_OF_A_WANTED_END = 40;
/** Lines are looked for in the minutes before the stop, and a little behind it (clocks of hosts differ). */
const BEFORE_MS = 30 * 60_000;
const AFTER_MS = 60_000;
/** CloudWatch has a line some seconds after it was written. */
const SETTLED_MS = 45_000;
/** Streams stay when AWS has forgotten the task: what stopped while we did not look is read as well. */
const LOOK_BACK_MS = 24 * 60 * 60_000;
const TASKS_PER_ROUND = 25;
const ROUND_MS = 12_000;

interface Parts {
  database: Database;
  clock: Clock;
  place: AwsPlace;
}

/** Reads the last lines of tasks that stopped, to be kept as long as their runs. @returns how many were stored */
export async function readTaskEnds(
  { database, clock, place }: Parts,
  settings: { mask: LineMask; off: readonly string[] },
  signal: AbortSignal,
): Promise<number> {
  const repository = new StoppedTaskRepository(database);
  const startedAt = clock.now();
  const span = { from: startedAt - LOOK_BACK_MS, to: startedAt - SETTLED_MS };
  let stored = 0;
  for (const task of await repository.unread(place.key, span, settings.off, TASKS_PER_ROUND)) {
    if (signal.aborted || clock.now() - startedAt > ROUND_MS) break;
    const end = await readEnd(place, task, settings.mask);
    // It is tried again in the next round.
    if (end === null) break;
    await repository.store(task, place.key.region, end, clock.now());
    stored += end.lines.length;
  }
  return stored;
}

/** Null where asking again later may help. */
async function readEnd(place: AwsPlace, task: StoppedTask, mask: LineMask): Promise<TaskEnd | null> {
  const lines: TaskEnd['lines'] = [];
  const span = { from: task.stoppedAt - BEFORE_MS, to: task.stoppedAt + AFTER_MS };
  const limit = task.abnormal ? LINES : LINES_OF_A_WANTED_END;
  try {
    for (const { group, prefix, container } of task.targets) {
      const stream = `${prefix}/${container}/${task.taskId}`;
      const events = await place.logs.streamEnd({ group, stream, ...span, limit, lane: 'fresh' });
      for (const { timestamp, message } of events ?? []) {
        lines.push({ at: timestamp, stream, level: levelOf(message), message: mask(message) });
      }
    }
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    if (error.failure === 'throttled' || error.failure === 'transient' || error.failure === 'credentials')
      return null;
    const state = error.failure === 'denied' ? 'denied' : 'failed';
    return { state, lines: [], message: error.message };
  }
  lines.sort((a, b) => a.at - b.at);
  return { state: lines.length > 0 ? 'read' : 'nothing', lines, message: null };
}

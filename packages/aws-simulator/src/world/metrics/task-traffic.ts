import { MINUTE } from '../calendar.js';
import { smoothNoise, whiteNoise } from '../random.js';
import type { TaskRun } from '../simulation/task-run.js';

/**
 * Bytes a second that a task would receive and send for its work (`cpu` in units), times what an incident makes of it.
 * What an instance moves is the sum over its tasks, and a little of its own.
 */
export function taskTraffic(run: TaskRun, cpu: number, minute: number): { received: number; sent: number } {
  const factor = run.service?.effects.factor('network', minute * MINUTE + MINUTE / 2) ?? 1;
  return {
    received: Math.round((1200 + cpu * RECEIVED_PER_UNIT) * noise(run, 21, minute) * factor),
    sent: Math.round((1200 + cpu * SENT_PER_UNIT) * noise(run, 22, minute) * factor),
  };
}

const RECEIVED_PER_UNIT = 280;
const SENT_PER_UNIT = 400;

function noise(run: TaskRun, key: number, minute: number): number {
  return 1 + 0.2 * smoothNoise(run.hash ^ key, minute, 9) + 0.1 * whiteNoise(run.hash ^ key, minute);
}

import type { TaskMinute } from './performance-record.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export const USAGE_COLUMNS = ['cpu', 'memory', 'network', 'storage'] as const;
export type UsageColumn = (typeof USAGE_COLUMNS)[number];

/** What one task used in one hour, a slot for each minute; NaN is a minute of which nothing is known. */
export interface TaskUsageHour extends Record<UsageColumn, Float32Array> {
  taskId: string;
  /** Epoch ms. */
  hour: number;
}

/**
 * Events in any order, repeated or not, as hours. Storage becomes bytes a second: what the counter grew since the
 * minute before, unknown where that minute is not there or the counter began again.
 */
export function usageHours(records: readonly TaskMinute[]): TaskUsageHour[] {
  const hours = new Map<string, TaskUsageHour>();
  const counters = new Map<string, number>();
  for (const { taskId, minute, storage } of records) {
    if (storage !== null) counters.set(`${taskId} ${minute}`, storage);
  }
  for (const record of records) {
    const { taskId, minute } = record;
    const hour = Math.floor(minute / HOUR_MS) * HOUR_MS;
    const key = `${taskId} ${hour}`;
    const held = hours.get(key) ?? emptyHour(taskId, hour);
    hours.set(key, held);
    const slot = (minute - hour) / MINUTE_MS;
    held.cpu[slot] = record.cpu ?? NaN;
    held.memory[slot] = record.memory ?? NaN;
    held.network[slot] = record.network ?? NaN;
    const before = counters.get(`${taskId} ${minute - MINUTE_MS}`);
    const grown = record.storage === null || before === undefined ? -1 : record.storage - before;
    held.storage[slot] = grown >= 0 ? grown / 60 : NaN;
  }
  return [...hours.values()];
}

function emptyHour(taskId: string, hour: number): TaskUsageHour {
  const slots = (): Float32Array => new Float32Array(60).fill(NaN);
  return { taskId, hour, cpu: slots(), memory: slots(), network: slots(), storage: slots() };
}

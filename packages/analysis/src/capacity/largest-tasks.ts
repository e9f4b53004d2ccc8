import type { Amounts, CapacityHost } from './room.js';

export interface LargestTask extends Amounts {
  /** The host that takes it. */
  hostId: string;
}

/**
 * The largest tasks that still fit: what is free on each usable host that no other host beats in both CPU and memory,
 * the most CPU first. A larger task in both fits nowhere. Hosts without anything free are left out.
 */
export function largestTasks(hosts: readonly CapacityHost[]): LargestTask[] {
  const free = hosts
    .filter(({ usable, free: left }) => usable && left.cpu > 0 && left.memory > 0)
    .map(({ id, free: left }): LargestTask => ({ cpu: left.cpu, memory: left.memory, hostId: id }))
    .sort((a, b) => b.cpu - a.cpu || b.memory - a.memory || (a.hostId < b.hostId ? -1 : 1));
  const largest: LargestTask[] = [];
  for (const task of free) if (task.memory > (largest.at(-1)?.memory ?? 0)) largest.push(task);
  return largest;
}

import type { MinuteGrid } from './minute-facts.js';

const MINUTE_MS = 60_000;

/** A value stands for the whole period that it was measured over: gaps shorter than that are none. */
export function carryThroughPeriod(values: ArrayLike<number>, periodSeconds: number): Float64Array {
  const carried = Float64Array.from(values);
  const minutes = Math.round(periodSeconds / 60);
  let last = -Infinity;
  for (let i = 0; i < carried.length; i += 1) {
    if (!Number.isNaN(values[i] as number)) last = i;
    else if (i - last < minutes) carried[i] = values[last] as number;
  }
  return carried;
}

/**
 * The value that holds at the end of each minute, of one that is noted when it changes; NaN before the first.
 * @param changes in the order of time (epoch ms)
 */
export function lastKnown(
  changes: readonly { at: number; value: number }[],
  { from, count }: MinuteGrid,
): Float64Array {
  const values = new Float64Array(count).fill(NaN);
  let next = 0;
  for (let i = 0; i < count; i += 1) {
    const end = from + (i + 1) * MINUTE_MS;
    while (next < changes.length && (changes[next] as { at: number }).at < end) next += 1;
    const change = changes[next - 1];
    if (change) values[i] = change.value;
  }
  return values;
}

/** Whether some instant (epoch ms) lies within `reachMs` of each minute: 1 where one does. */
export function seenNear(
  instants: readonly number[],
  { from, count }: MinuteGrid,
  reachMs: number,
): Uint8Array {
  const seen = new Uint8Array(count);
  for (const at of instants) {
    const first = Math.max(0, Math.ceil((at - reachMs - from) / MINUTE_MS));
    const last = Math.min(count - 1, Math.floor((at + reachMs - from) / MINUTE_MS));
    for (let i = first; i <= last; i += 1) seen[i] = 1;
  }
  return seen;
}

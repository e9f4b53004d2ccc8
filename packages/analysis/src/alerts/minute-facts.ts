/** Instants on which a rule is evaluated: `count` of them, a minute apart, the first at `from` (epoch ms). */
export interface MinuteGrid {
  from: number;
  count: number;
}

const MINUTE_MS = 60_000;

/**
 * How many of some instants (epoch ms, in any order) lie within the window that ends at each minute: after its start, up to
 * and with its end.
 */
export function countsWithin(
  instants: readonly number[],
  { from, count }: MinuteGrid,
  windowMs: number,
): Float64Array {
  const ascending = Float64Array.from(instants).sort();
  const counts = new Float64Array(count);
  let [left, right] = [0, 0];
  for (let i = 0; i < count; i += 1) {
    const end = from + i * MINUTE_MS;
    while (right < ascending.length && (ascending[right] as number) <= end) right += 1;
    while (left < right && (ascending[left] as number) <= end - windowMs) left += 1;
    counts[i] = right - left;
  }
  return counts;
}

/**
 * For how many minutes a state has lasted at each minute; 0 where it does not hold.
 * @param spans when it held, epoch ms; `to` null while it does
 */
export function minutesHeld(
  spans: readonly { from: number; to: number | null }[],
  { from, count }: MinuteGrid,
): Float64Array {
  const held = new Float64Array(count);
  for (const span of spans) {
    const first = Math.max(0, Math.ceil((span.from - from) / MINUTE_MS));
    for (let i = first; i < count; i += 1) {
      const at = from + i * MINUTE_MS;
      if (span.to !== null && at >= span.to) break;
      held[i] = Math.max(held[i] as number, (at - span.from) / MINUTE_MS);
    }
  }
  return held;
}

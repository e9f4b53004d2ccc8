interface Times {
  p50: number | null;
  p90: number | null;
}

/** A change that a person would notice: a quarter and at least two seconds. */
const SHARE = 1.25;
const SECONDS = 2;

/** Whether half of the tasks, or nine in ten, take noticeably longer than they did; faster only where neither does. */
export function slower(now: Times, before: Times): 'slower' | 'faster' | 'same' {
  const pairs = [
    [now.p50, before.p50],
    [now.p90, before.p90],
  ] as const;
  const grown = (a: number | null, b: number | null): boolean =>
    a !== null && b !== null && a > b * SHARE && a - b >= SECONDS;
  if (pairs.some(([a, b]) => grown(a, b))) return 'slower';
  return pairs.some(([a, b]) => grown(b, a)) ? 'faster' : 'same';
}

/** One bucket of time and how much of it statements took, milliseconds; null where nobody looked. */
export type Taken = number | null;

export interface Onset {
  /** Index of the first bucket of the new level. */
  index: number;
  /** Means a bucket before and after. */
  before: number;
  after: number;
}

/** Fewer looked-at buckets on a side say nothing. */
const LEAST_BUCKETS = 3;
/** What it must have grown by, at least. */
const LEAST_FACTOR = 2;
/** Of the variance of square roots (which makes counts alike), the share that the step explains. */
const LEAST_EXPLAINED = 0.35;

/**
 * The moment at which a level rose for good, by the split that explains most of the variance (square roots, so that one
 * long execution does not decide; Killick and Eckley 2014 for a single change in mean). Null where none is worth naming.
 */
export function findOnset(taken: readonly Taken[]): Onset | null {
  const known = taken.flatMap((value, index) =>
    value === null ? [] : [{ index, value, root: Math.sqrt(value) }],
  );
  const roots = known.map(({ root }) => root);
  const total = sum(roots);
  const mean = total / Math.max(1, roots.length);
  const variance = sum(roots.map((root) => (root - mean) ** 2));
  if (variance <= 0) return null;
  let best = { at: -1, explained: 0 };
  let left = 0;
  for (let at = 1; at < known.length; at += 1) {
    left += roots[at - 1] as number;
    const [n, m] = [at, known.length - at];
    if (n < LEAST_BUCKETS || m < LEAST_BUCKETS) continue;
    const [low, high] = [left / n, (total - left) / m];
    const explained = high > low ? ((n * m) / known.length) * (high - low) ** 2 : 0;
    if (explained > best.explained) best = { at, explained };
  }
  if (best.at < 0 || best.explained / variance < LEAST_EXPLAINED) return null;
  const values = known.map(({ value }) => value);
  const before = sum(values.slice(0, best.at)) / best.at;
  const after = sum(values.slice(best.at)) / (values.length - best.at);
  if (after < LEAST_FACTOR * before) return null;
  return { index: (known[best.at] as { index: number }).index, before, after };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

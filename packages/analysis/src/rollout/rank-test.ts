/** Above so many pairs the exact distribution is no better than the normal one (Mann and Whitney, 1947). */
const EXACT_PAIRS = 2_500;

/**
 * How likely values as great as `after` would be if they came from where `before` comes from: the one-sided p of the
 * Mann-Whitney test, exact for few values, else normal with correction for ties. Small p: `after` is greater.
 * 1 where a side is empty.
 */
export function rankTestGreater(before: readonly number[], after: readonly number[]): number {
  const [n, m] = [before.length, after.length];
  if (n === 0 || m === 0) return 1;
  let greater = 0;
  for (const a of after) for (const b of before) greater += a > b ? 1 : a === b ? 0.5 : 0;
  return n * m <= EXACT_PAIRS ? exactTail(n, m, greater) : normalTail(before, after, greater);
}

/** P(U >= u) over all arrangements, counted by the recurrence of Mann and Whitney; a half pair is rounded down. */
function exactTail(n: number, m: number, u: number): number {
  const size = n * m + 1;
  // ways[j][x]: arrangements of i values of one side and j of the other with U = x.
  let ways = Array.from({ length: m + 1 }, () => singleWay(size));
  for (let i = 1; i <= n; i += 1) {
    const next: Float64Array[] = [singleWay(size)];
    for (let j = 1; j <= m; j += 1) {
      const [without, shorter] = [ways[j] as Float64Array, next[j - 1] as Float64Array];
      // The greatest value is of the one side (adds j pairs on removal from it), or of the other (adds none).
      next.push(
        shorter.map((count, x) => (x >= i ? (shorter[x - i] as number) : 0) + (without[x] as number)),
      );
    }
    ways = next;
  }
  const counts = ways[m] as Float64Array;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.subarray(Math.floor(u)).reduce((sum, count) => sum + count, 0) / total;
}

function singleWay(size: number): Float64Array {
  const ways = new Float64Array(size);
  ways[0] = 1;
  return ways;
}

function normalTail(before: readonly number[], after: readonly number[], u: number): number {
  const [n, m] = [before.length, after.length];
  const ties = new Map<number, number>();
  for (const value of [...before, ...after]) ties.set(value, (ties.get(value) ?? 0) + 1);
  const tied = [...ties.values()].reduce((sum, t) => sum + t ** 3 - t, 0);
  const all = n + m;
  const variance = ((n * m) / 12) * (all + 1 - tied / (all * (all - 1)));
  if (variance <= 0) return 1;
  return upperNormal((u - 0.5 - (n * m) / 2) / Math.sqrt(variance));
}

/** Upper tail of the standard normal; Abramowitz and Stegun 26.2.17, error below 7.5e-8. */
function upperNormal(z: number): number {
  if (z < 0) return 1 - upperNormal(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}

/**
 * How likely at least `hits` of `of` would be if they hit as often as `base` of `baseOf` (Fisher's exact test, one
 * side). Counts are whole; 1 where a side is empty.
 */
export function shareTestGreater(hits: number, of: number, base: number, baseOf: number): number {
  if (of === 0 || baseOf === 0) return 1;
  const all = hits + base;
  let tail = 0;
  for (let k = hits; k <= Math.min(of, all); k += 1) {
    if (all - k > baseOf) continue;
    tail += Math.exp(logChoose(of, k) + logChoose(baseOf, all - k) - logChoose(of + baseOf, all));
  }
  return Math.min(1, tail);
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) sum += Math.log((n - i + 1) / i);
  return sum;
}

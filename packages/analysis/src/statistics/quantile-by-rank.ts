/**
 * The quantile that `quantileOfSorted` finds, of values in any order and without sorting them all: a few of a hundred
 * thousand ranks are wanted. Reorders the values; they hold no NaN. `q` in 0..1; NaN for no values.
 */
export function quantileByRank(values: Float64Array, q: number): number {
  const last = values.length - 1;
  if (last < 0) return NaN;
  const position = Math.min(Math.max(q, 0), 1) * last;
  const low = Math.floor(position);
  const below = select(values, low);
  if (low === last || position === low) return below;
  // All that is right of a selected rank is no smaller.
  let above = Infinity;
  for (let i = low + 1; i <= last; i += 1) above = Math.min(above, values[i] as number);
  return below + (above - below) * (position - low);
}

/** Hoare's selection: puts the value of rank `k` in its place, smaller ones left of it and larger ones right. */
function select(values: Float64Array, k: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = middleOf(values, left, right);
    let i = left;
    let j = right;
    while (i <= j) {
      while ((values[i] as number) < pivot) i += 1;
      while ((values[j] as number) > pivot) j -= 1;
      if (i > j) break;
      const held = values[i] as number;
      values[i] = values[j] as number;
      values[j] = held;
      i += 1;
      j -= 1;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k] as number;
}

/** The median of the first, the middle and the last: sorted input stays fast. */
function middleOf(values: Float64Array, left: number, right: number): number {
  const [a, b, c] = [values[left], values[(left + right) >> 1], values[right]] as [number, number, number];
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

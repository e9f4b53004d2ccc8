/**
 * Quantile of ascending values by linear interpolation between order statistics (Hyndman and Fan type 7, the default
 * of R and NumPy). `q` in 0..1; NaN for no values.
 */
export function quantileOfSorted(ascending: ArrayLike<number>, q: number): number {
  const last = ascending.length - 1;
  if (last < 0) return NaN;
  const position = Math.min(Math.max(q, 0), 1) * last;
  const low = Math.floor(position);
  const below = ascending[low] as number;
  const above = ascending[Math.min(low + 1, last)] as number;
  return below + (above - below) * (position - low);
}

/** Ascending copy of the values that are numbers; NaN is no data. */
export function sortedPresent(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values)
    .filter((value) => value === value)
    .sort();
}

/** Quantile of values in any order, NaN left out; NaN for no values. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileOfSorted(sortedPresent(values), q);
}

/**
 * Level below which the share `q` of the *use* happened (not of the time): idle hours do not pull it down.
 * This is Autopilot's load-adjusted percentile (Rzadca et al., EuroSys 2020) without decay. Values >= 0; NaN for none.
 */
export function usageWeightedQuantile(values: ArrayLike<number>, q: number): number {
  const ascending = sortedPresent(values);
  const total = ascending.reduce((sum, value) => sum + value, 0);
  let below = 0;
  for (const value of ascending) {
    below += value;
    if (below >= q * total) return value;
  }
  return ascending.length > 0 ? (ascending[ascending.length - 1] as number) : NaN;
}

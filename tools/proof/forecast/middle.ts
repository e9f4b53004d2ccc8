/** The median; NaN left out. */
export function middle(values: ArrayLike<number>): number {
  const ascending = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .toSorted();
  const at = (ascending.length - 1) / 2;
  return ((ascending[Math.floor(at)] ?? Number.NaN) + (ascending[Math.ceil(at)] ?? Number.NaN)) / 2;
}

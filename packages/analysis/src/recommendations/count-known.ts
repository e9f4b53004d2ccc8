/** How many values of a history are known; NaN stands where there is no datapoint. */
export function countKnown(values: ArrayLike<number>): number {
  return Array.from(values).filter((value) => value === value).length;
}

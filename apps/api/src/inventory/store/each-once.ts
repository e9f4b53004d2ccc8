import type { Observed } from '../observed.js';

/** Lists that change while they are read may name a resource on two pages: it is as the later one says. */
export function eachOnce(resources: readonly Observed[]): Observed[] {
  return [...new Map(resources.map((one) => [one.id, one])).values()];
}

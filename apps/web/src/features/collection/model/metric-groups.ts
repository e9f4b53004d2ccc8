import type { MetricGroup } from '@danji/shared';

export interface SplitGroups {
  /** On, or with something to show: what a person decides about. Those that are on come first. */
  here: MetricGroup[];
  /** Off, and nothing in the account publishes them. */
  elsewhere: MetricGroup[];
  on: number;
  /** Off, with something to show. */
  worth: number;
}

/** Groups of which nothing was counted yet stand with those that have something: nobody knows. */
export function splitGroups(items: readonly MetricGroup[]): SplitGroups {
  const isHere = (group: MetricGroup): boolean => group.enabled || group.series !== 0;
  const here = items.filter(isHere);
  return {
    here: [...here.filter((group) => group.enabled), ...here.filter((group) => !group.enabled)],
    elsewhere: items.filter((group) => !isHere(group)),
    on: items.filter((group) => group.enabled).length,
    worth: here.filter((group) => !group.enabled && group.series !== null).length,
  };
}

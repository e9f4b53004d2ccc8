import type { WantedSeries } from '../plan/wanted-series.js';

/** What an optional group is in one place: resources that publish now, their series, and the metrics that bill. */
export interface GroupCount {
  resources: number;
  series: number;
  metrics: number;
}

/** By group id, whether it is on or not; groups without a live resource are absent. */
export function countGroups(all: readonly WantedSeries[]): Map<string, GroupCount> {
  const found = new Map<string, { resources: Set<string>; metrics: Set<string>; series: number }>();
  for (const { group, live, resourceId, namespace, metric, dimensions } of all) {
    if (group === null || !live) continue;
    const count = found.get(group) ?? { resources: new Set(), metrics: new Set(), series: 0 };
    count.resources.add(resourceId);
    count.metrics.add([resourceId, namespace, metric, dimensions].join('\n'));
    count.series += 1;
    found.set(group, count);
  }
  return new Map(
    [...found].map(([id, { resources, metrics, series }]) => [
      id,
      { resources: resources.size, metrics: metrics.size, series },
    ]),
  );
}

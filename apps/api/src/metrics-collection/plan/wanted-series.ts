import { metricsOf, type CatalogueMetric } from '@danji/shared';
import { factsOf, type FleetResource, type ResourceFacts } from './resource-facts.js';

/** One series that the inventory and the catalogue call for. */
export interface WantedSeries {
  resourceId: string;
  resourceName: string;
  namespace: string;
  metric: string;
  stat: string;
  /** Further dimensions as stored: `a=b,c=d` with names sorted, '' for none. */
  dimensions: string;
  /** All dimensions as CloudWatch is asked. */
  awsDimensions: readonly { Name: string; Value: string }[];
  unit: string;
  /** Seconds between datapoints. */
  period: number;
  delaySeconds: number;
  /** Whether the resource publishes now. */
  live: boolean;
  /** Whether the resource is gone: nothing new is begun for it. */
  deleted: boolean;
  /** Epoch ms before which there can be no datapoint; null: unknown. */
  since: number | null;
}

/**
 * The catalogue applied to the fleet, in an order that keeps the statistics of one metric adjacent (they may then
 * bill as one metric).
 */
export function wantedSeries(fleet: readonly FleetResource[]): WantedSeries[] {
  return fleet.flatMap((resource) => {
    const facts = factsOf(resource);
    return metricsOf(resource.kind)
      .filter((item) => item.when.every((condition) => facts.conditions.has(condition)))
      .flatMap((item) => seriesOf(item, resource, facts));
  });
}

function seriesOf(item: CatalogueMetric, resource: FleetResource, facts: ResourceFacts): WantedSeries[] {
  const awsDimensions = Object.entries(item.dimensions).map(([Name, source]) => ({
    Name,
    Value: resource[source],
  }));
  if (!awsDimensions.every(isFilled)) return [];
  const period = facts.detailed && item.detailedPeriod ? item.detailedPeriod : item.period;
  return item.stats.map((stat) => ({
    resourceId: resource.id,
    resourceName: resource.name,
    namespace: item.namespace,
    metric: item.metric,
    stat,
    dimensions: '',
    awsDimensions,
    unit: item.awsUnit,
    period,
    delaySeconds: item.delaySeconds,
    live: facts.live,
    deleted: resource.deletedAt !== null,
    since: facts.since,
  }));
}

function isFilled(dimension: {
  Name: string;
  Value: string | null;
}): dimension is { Name: string; Value: string } {
  return dimension.Value !== null && dimension.Value !== '';
}

/** What makes a series one: the unique key of its row. */
export function seriesKey(series: {
  resourceId: string;
  namespace: string;
  metric: string;
  dimensions: string;
  stat: string;
}): string {
  return [series.resourceId, series.namespace, series.metric, series.dimensions, series.stat].join('\n');
}

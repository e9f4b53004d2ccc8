import { groupIdOf, type CatalogueMetric, type MetricCatalogue } from '@danji/shared';
import {
  dimensionKey,
  dimensionSets,
  dimensionText,
  furtherDimensions,
  type Dimension,
} from './dimension-values.js';
import { DiscoveredDimensions } from './discovered-dimensions.js';
import { namedMetrics, type NamedMetric } from './named-metrics.js';
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
  awsDimensions: readonly Dimension[];
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
  /** The optional group that it belongs to; null: it is always collected. */
  group: string | null;
}

/** What the agent appends to every metric: it says nothing of the series that the instance does not. */
const DESCRIPTIVE = new Set(['ImageId', 'InstanceType', 'AutoScalingGroupName']);

/** Of a metric that only an alarm or a policy names: ECS and most custom metrics are there within three minutes. */
const NAMED_DEFAULTS = { period: 60, delaySeconds: 180 };

/**
 * The catalogue applied to the fleet, in an order that keeps the statistics of one metric adjacent (they may then
 * bill as one metric). Optional groups take part, each series says which it belongs to.
 */
export function wantedSeries(
  fleet: readonly FleetResource[],
  catalogue: MetricCatalogue,
  discovered: DiscoveredDimensions = DiscoveredDimensions.NONE,
): WantedSeries[] {
  return fleet.flatMap((resource) => {
    const items = catalogue.of(resource.kind);
    if (items.length === 0) return [];
    const facts = factsOf(resource);
    return items
      .filter((item) => item.when.every((condition) => facts.conditions.has(condition)))
      .flatMap((item) => seriesOf(item, resource, facts, discovered));
  });
}

/**
 * What is collected of it: what is always collected, the groups that are on, and the metrics that alarms and scaling
 * policies name, each once.
 */
export function chosenSeries(
  all: readonly WantedSeries[],
  fleet: readonly FleetResource[],
  catalogue: MetricCatalogue,
  enabled: ReadonlySet<string>,
): WantedSeries[] {
  const chosen = all.filter(({ group }) => group === null || enabled.has(group));
  const known = new Map(all.map((series) => [identityOf(series, series.awsDimensions), series]));
  const taken = new Set(chosen.map((series) => identityOf(series, series.awsDimensions)));
  const resources = new Map(fleet.map((resource) => [resource.id, resource]));
  const keys = new Set(chosen.map(seriesKey));
  for (const named of namedMetrics(fleet)) {
    const identity = identityOf(named, named.dimensions);
    if (taken.has(identity)) continue;
    taken.add(identity);
    const listed = known.get(identity);
    const owner = resources.get(named.resourceId);
    const series = listed ? { ...listed, group: null } : owner && namedSeries(named, owner, catalogue);
    if (!series || keys.has(seriesKey(series))) continue;
    keys.add(seriesKey(series));
    chosen.push(series);
  }
  return besideTheirMetric(chosen);
}

function seriesOf(
  item: CatalogueMetric,
  resource: FleetResource,
  facts: ResourceFacts,
  discovered: DiscoveredDimensions,
): WantedSeries[] {
  const period = facts.detailed && item.detailedPeriod ? item.detailedPeriod : item.period;
  const seen = new Set<string>();
  const sets = dimensionSets(item, resource).flatMap((set) =>
    item.discovered ? discovered.matching(item.namespace, item.metric, set) : [set],
  );
  return sets.flatMap((awsDimensions) => {
    const further = furtherDimensions(item, awsDimensions).filter(({ Name }) => !DESCRIPTIVE.has(Name));
    const dimensions = dimensionText(further);
    if (seen.has(dimensions)) return [];
    seen.add(dimensions);
    return item.stats.map((stat) => ({
      ...ownerOf(resource, facts),
      namespace: item.namespace,
      metric: item.metric,
      stat,
      dimensions,
      awsDimensions,
      unit: item.awsUnit,
      period,
      delaySeconds: item.delaySeconds,
      group: groupIdOf(item),
    }));
  });
}

function ownerOf(resource: FleetResource, facts: ResourceFacts) {
  return {
    resourceId: resource.id,
    resourceName: resource.name,
    live: facts.live,
    deleted: resource.deletedAt !== null,
    since: facts.since,
  };
}

/** A metric that an alarm or a policy names, with the statistic and the dimensions that it names. */
function namedSeries(named: NamedMetric, owner: FleetResource, catalogue: MetricCatalogue): WantedSeries {
  const facts = factsOf(owner);
  const item = catalogue.named(owner.kind, named.metric, named.namespace)[0];
  const neighbour = item ?? catalogue.of(owner.kind).find(({ namespace }) => namespace === named.namespace);
  const further = neighbour === undefined ? named.dimensions : foreign(named.dimensions, neighbour, owner);
  return {
    ...ownerOf(owner, facts),
    namespace: named.namespace,
    metric: named.metric,
    stat: named.stat,
    dimensions: dimensionText(further),
    awsDimensions: named.dimensions,
    unit: item?.awsUnit ?? 'None',
    period: item ? (facts.detailed && item.detailedPeriod) || item.period : NAMED_DEFAULTS.period,
    delaySeconds: (item ?? neighbour ?? NAMED_DEFAULTS).delaySeconds,
    since: null,
    group: null,
  };
}

/** Dimensions that are not the resource's own in that namespace. */
function foreign(
  dimensions: readonly Dimension[],
  item: CatalogueMetric,
  resource: FleetResource,
): Dimension[] {
  const own = new Set(dimensionSets(item, resource).flatMap((set) => set.map((one) => dimensionKey([one]))));
  const further = new Set(furtherDimensions(item, dimensions));
  return dimensions.filter((one) => further.has(one) || !own.has(dimensionKey([one])));
}

/** Puts what was added last beside the other statistics of its metric. */
function besideTheirMetric(series: readonly WantedSeries[]): WantedSeries[] {
  const metrics = new Map<string, WantedSeries[]>();
  for (const one of series) {
    const key = [one.resourceId, one.namespace, one.metric, one.dimensions].join('\n');
    const found = metrics.get(key);
    if (found) found.push(one);
    else metrics.set(key, [one]);
  }
  return [...metrics.values()].flat();
}

function identityOf(
  { namespace, metric, stat }: { namespace: string; metric: string; stat: string },
  dimensions: readonly Dimension[],
): string {
  return [namespace, metric, stat, dimensionKey(dimensions)].join('\n');
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

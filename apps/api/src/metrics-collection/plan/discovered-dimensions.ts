import { dimensionKey, type Dimension } from './dimension-values.js';

/** One metric as ListMetrics named it. */
export interface ListedMetric {
  metric: string;
  dimensions: readonly Dimension[];
}

/** What ListMetrics found in a place, by namespace; found by some of its dimensions. */
export class DiscoveredDimensions {
  static readonly NONE = new DiscoveredDimensions(new Map());
  private readonly indexes = new Map<string, Map<string, ListedMetric[]>>();

  constructor(private readonly listed: ReadonlyMap<string, readonly ListedMetric[]>) {}

  /** Every set of dimensions of a metric that holds all of `join`. */
  matching(namespace: string, metric: string, join: readonly Dimension[]): (readonly Dimension[])[] {
    const names = join.map(({ Name }) => Name);
    const index = this.indexOf(namespace, names);
    return (index.get(`${metric}\n${dimensionKey(join)}`) ?? []).map(({ dimensions }) => dimensions);
  }

  private indexOf(namespace: string, names: readonly string[]): Map<string, ListedMetric[]> {
    const key = [namespace, ...names].join('\n');
    const known = this.indexes.get(key);
    if (known) return known;
    const index = new Map<string, ListedMetric[]>();
    for (const one of this.listed.get(namespace) ?? []) {
      const join = one.dimensions.filter(({ Name }) => names.includes(Name));
      if (join.length < names.length) continue;
      const at = `${one.metric}\n${dimensionKey(join)}`;
      const found = index.get(at);
      if (found) found.push(one);
      else index.set(at, [one]);
    }
    this.indexes.set(key, index);
    return index;
  }
}

import type { ResourceKind } from '../contracts/resources.js';
import type { CatalogueMetric } from './metric.js';

/** Optional metrics of one namespace and kind: what a person switches on together, after seeing the price. */
export interface OptionalGroup {
  id: string;
  namespace: string;
  kind: ResourceKind;
  metrics: CatalogueMetric[];
}

/** The id of a metric's group, `aws-ebs.ebs_volume`; null for a metric that is always collected. */
export function groupIdOf(item: Pick<CatalogueMetric, 'namespace' | 'kind' | 'optional'>): string | null {
  if (item.optional !== true) return null;
  return `${item.namespace.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${item.kind}`;
}

/** The groups of some metrics, in their order. */
export function groupsOf(metrics: readonly CatalogueMetric[]): OptionalGroup[] {
  const groups = new Map<string, OptionalGroup>();
  for (const item of metrics) {
    const id = groupIdOf(item);
    if (id === null) continue;
    const group = groups.get(id) ?? { id, namespace: item.namespace, kind: item.kind, metrics: [] };
    group.metrics.push(item);
    groups.set(id, group);
  }
  return [...groups.values()];
}

import type { ResourceKind } from '../contracts/resources.js';
import { AGENT_METRICS } from './agent.js';
import { CANARY_METRICS } from './canaries.js';
import { CAPACITY_METRICS } from './capacity.js';
import { CONTAINER_INSIGHTS_METRICS } from './container-insights.js';
import { EC2_METRICS } from './ec2.js';
import { ECS_METRICS } from './ecs.js';
import { groupsOf, type OptionalGroup } from './groups.js';
import { LOAD_BALANCING_METRICS } from './load-balancing.js';
import { LOG_GROUP_METRICS } from './log-groups.js';
import type { CatalogueMetric } from './metric.js';
import { RDS_METRICS } from './rds.js';
import { VOLUME_METRICS } from './volumes.js';

/** Every metric that Danji itself knows how to collect. Order: as pages show them. */
export const METRIC_CATALOGUE: readonly CatalogueMetric[] = [
  ...ECS_METRICS,
  ...CONTAINER_INSIGHTS_METRICS,
  ...EC2_METRICS,
  ...AGENT_METRICS,
  ...RDS_METRICS,
  ...LOAD_BALANCING_METRICS,
  ...CAPACITY_METRICS,
  ...VOLUME_METRICS,
  ...CANARY_METRICS,
  ...LOG_GROUP_METRICS,
];

/** What can be collected: the built-in metrics, and those that the files of an installation add. */
export class MetricCatalogue {
  readonly metrics: readonly CatalogueMetric[];
  readonly groups: readonly OptionalGroup[];
  private readonly byKind = new Map<ResourceKind, CatalogueMetric[]>();
  private readonly byName = new Map<string, CatalogueMetric[]>();

  constructor(added: readonly CatalogueMetric[] = []) {
    this.metrics = [...METRIC_CATALOGUE, ...added];
    this.groups = groupsOf(this.metrics);
    for (const item of this.metrics) {
      append(this.byKind, item.kind, item);
      append(this.byName, `${item.kind} ${item.metric}`, item);
    }
  }

  /** The metrics of a kind of resource; empty where nothing is collected. */
  of(kind: ResourceKind): readonly CatalogueMetric[] {
    return this.byKind.get(kind) ?? [];
  }

  /** Kinds that have metrics. */
  get kinds(): ResourceKind[] {
    return [...this.byKind.keys()];
  }

  /** Metrics of a kind by name, in every namespace, or in one. */
  named(kind: ResourceKind, metric: string, namespace: string | null = null): readonly CatalogueMetric[] {
    const found = this.byName.get(`${kind} ${metric}`) ?? [];
    return namespace === null ? found : found.filter((item) => item.namespace === namespace);
  }

  /** Metrics by namespace whose further dimensions only ListMetrics knows. */
  get discovered(): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>();
    for (const { namespace, metric, discovered } of this.metrics) {
      if (discovered) found.set(namespace, (found.get(namespace) ?? new Set()).add(metric));
    }
    return found;
  }
}

function append<K>(map: Map<K, CatalogueMetric[]>, key: K, item: CatalogueMetric): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}

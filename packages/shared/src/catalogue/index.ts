import type { ResourceKind } from '../contracts/resources.js';
import { EC2_METRICS } from './ec2.js';
import { ECS_METRICS } from './ecs.js';
import type { CatalogueMetric } from './metric.js';
import { RDS_METRICS } from './rds.js';

export * from './metric.js';
export * from './lag.js';
export * from './aws-actions.js';
export * from './prices.js';

/** Every metric that Danji knows how to collect. Order: as pages show them. */
export const METRIC_CATALOGUE: readonly CatalogueMetric[] = [...ECS_METRICS, ...EC2_METRICS, ...RDS_METRICS];

/** The metrics of a kind of resource; empty where nothing is collected. */
export function metricsOf(kind: ResourceKind): readonly CatalogueMetric[] {
  return METRIC_CATALOGUE.filter((item) => item.kind === kind);
}

/** One metric of a kind by CloudWatch's name or `Namespace/Metric`. */
export function findMetric(kind: ResourceKind, name: string): CatalogueMetric | undefined {
  return metricsOf(kind).find((item) => item.metric === name || `${item.namespace}/${item.metric}` === name);
}

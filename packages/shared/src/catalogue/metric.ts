import type { Unit } from '../contracts/metrics.js';
import type { ResourceKind } from '../contracts/resources.js';

/** A fact about a live resource that decides whether it publishes a metric at all. */
export type MetricCondition =
  | 'has_instances'
  | 'burstable'
  | 'nitro'
  | 'replica'
  | 'postgres'
  | 'aurora'
  | 'not_aurora'
  | 'gp2'
  | 'performance_insights'
  | 'application'
  | 'network'
  | 'burst_volume'
  | 'container_insights'
  | 'group_metrics'
  | 'managed_scaling';

/**
 * Where the value of a CloudWatch dimension stands on a resource. `clusterNames`: the clusters of a capacity provider,
 * each of which has series of its own.
 */
export type DimensionSource =
  | 'name'
  | 'nativeId'
  | 'arn'
  | 'parentName'
  | 'parentNativeId'
  | 'clusterNames'
  | `tag:${string}`
  | `attribute:${string}`;

/** One CloudWatch metric of one kind of resource: what is asked, what is stored, and how it is answered. */
export interface CatalogueMetric {
  kind: ResourceKind;
  namespace: string;
  metric: string;
  /** CloudWatch statistics that are collected, the one that a chart takes by default first. */
  stats: readonly string[];
  /** CloudWatch's own unit, as stored. */
  awsUnit: string;
  /** Unit of answered values: stored value x factor. */
  unit: Unit;
  factor: number;
  /** Whether a datapoint counts over its period (bytes, requests) and is no level. */
  total: boolean;
  /** Seconds between datapoints. */
  period: number;
  /** Seconds between datapoints on an instance with detailed monitoring, where that differs. */
  detailedPeriod?: number;
  /** Seconds after its timestamp until a datapoint is usually there. */
  delaySeconds: number;
  /** CloudWatch dimension -> what of the resource fills it. */
  dimensions: Readonly<Record<string, DimensionSource>>;
  /** Whether it has further dimensions that nobody but ListMetrics knows, such as the path of a disk. */
  discovered?: boolean;
  /** What a minute without a datapoint means: AWS leaves zeros out of some counts. Unknown where it is not said. */
  missing?: 'zero';
  /** Whether it waits until a person has seen its price and switched its group on. */
  optional?: boolean;
  /** Only resources for which every condition holds are asked. */
  when: readonly MetricCondition[];
  label: { en: string; ko: string };
}

/** Namespaces whose metrics are named without them: a kind has at most one of these at a time. */
const HOME = /^(AWS\/.+|CloudWatchSynthetics)$/;

/**
 * The name that /metrics/query takes: CloudWatch's own, or `Namespace/Metric` for a namespace that is not the kind's
 * own, with further dimensions (`a=b,c=d`, names sorted) in braces.
 */
export function metricName(item: Pick<CatalogueMetric, 'metric' | 'namespace'>, dimensions = ''): string {
  const name = HOME.test(item.namespace) ? item.metric : `${item.namespace}/${item.metric}`;
  return dimensions === '' ? name : `${name}{${dimensions}}`;
}

/** Seconds that a datapoint counts over (the series' period), or null where it is a level. */
export function perSeconds(item: Pick<CatalogueMetric, 'total'>, period: number): number | null {
  return item.total ? period : null;
}

/**
 * Age in seconds from which a datapoint is taken as final: twice the publication delay, at least ten minutes.
 * Younger ones are provisional: CloudWatch may still revise them.
 */
export function settleSeconds(item: Pick<CatalogueMetric, 'delaySeconds'>): number {
  return Math.max(600, 2 * item.delaySeconds);
}

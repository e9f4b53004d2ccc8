import type { Unit } from '../contracts/metrics.js';
import type { ResourceKind } from '../contracts/resources.js';

/** A fact about a live resource that decides whether it publishes a metric at all. */
export type MetricCondition =
  | 'has_instances'
  | 'burstable'
  | 'nitro'
  | 'replica'
  | 'postgres'
  | 'gp2'
  | 'performance_insights';

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
  /** CloudWatch dimension -> which name of the resource fills it. */
  dimensions: Readonly<Record<string, 'name' | 'parentName' | 'nativeId'>>;
  /** Only resources for which every condition holds are asked. */
  when: readonly MetricCondition[];
  label: { en: string; ko: string };
}

/** The name that /metrics/query takes; each kind collects one namespace, so CloudWatch's own name is enough. */
export function metricName(item: Pick<CatalogueMetric, 'metric'>): string {
  return item.metric;
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

/** CloudWatch takes at most 500 queries in one GetMetricData call. */
const MAX_QUERIES = 500;
/** Up to so many statistics of one metric, adjacent in one call, may bill as one metric. */
const STATISTICS_PER_BILLED_METRIC = 5;

/** As far as packing cares. */
export interface Packed {
  resourceId: string;
  namespace: string;
  metric: string;
  dimensions: string;
  /** Seconds. */
  period: number;
}

export interface PackLimits {
  /** Length of the range that is asked, in ms. */
  spanMs: number;
  /** Datapoints that one answer may hold. */
  maxPoints: number;
  maxQueries?: number;
}

/**
 * Splits series into calls that stay under the limits. Calls hold one period each, so that their range can be aligned
 * to it; statistics of one metric stay together; the order is kept.
 */
export function packBatches<S extends Packed>(series: readonly S[], limits: PackLimits): S[][] {
  const maxQueries = limits.maxQueries ?? MAX_QUERIES;
  const batches: S[][] = [];
  const open = new Map<number, { batch: S[]; points: number }>();
  for (const group of metricGroups(series)) {
    const period = (group[0] as S).period;
    const points = group.length * pointsOf(period, limits.spanMs);
    let current = open.get(period);
    if (
      !current ||
      current.batch.length + group.length > maxQueries ||
      current.points + points > limits.maxPoints
    ) {
      current = { batch: [], points: 0 };
      open.set(period, current);
      batches.push(current.batch);
    }
    current.batch.push(...group);
    current.points += points;
  }
  return batches;
}

/** Datapoints of one series over a span, as AWS counts them: whether or not they exist. */
export function pointsOf(period: number, spanMs: number): number {
  return Math.ceil(spanMs / (period * 1000));
}

/** Metrics that a call is billed for: at most every query, at least five adjacent statistics of one metric as one. */
export function billedMetrics(series: readonly Packed[]): { low: number; high: number } {
  const low = metricGroups(series).reduce(
    (sum, group) => sum + Math.ceil(group.length / STATISTICS_PER_BILLED_METRIC),
    0,
  );
  return { low, high: series.length };
}

/** Runs of neighbours that are statistics of one metric. */
function metricGroups<S extends Packed>(series: readonly S[]): S[][] {
  const groups: S[][] = [];
  let last: S | undefined;
  for (const one of series) {
    if (last && sameMetric(last, one)) (groups.at(-1) as S[]).push(one);
    else groups.push([one]);
    last = one;
  }
  return groups;
}

function sameMetric(a: Packed, b: Packed): boolean {
  return (
    a.metric === b.metric &&
    a.resourceId === b.resourceId &&
    a.namespace === b.namespace &&
    a.dimensions === b.dimensions &&
    a.period === b.period
  );
}

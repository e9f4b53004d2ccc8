/** What a query of GetMetricData asks about, as far as rules care. */
export interface QueryTarget {
  namespace: string;
  metricName: string;
  dimensionValues: string[];
}

/** Faults inside GetMetricData, decided once per request. */
export interface MetricFaults {
  /** Forces pages of at most so many datapoints. */
  readonly pageSize?: number;
  statusOf(target: QueryTarget): 'PartialData' | 'InternalError' | 'Forbidden' | undefined;
  /** Extra milliseconds until a point is visible. */
  lateMillis(target: QueryTarget): number;
}

export const NO_METRIC_FAULTS: MetricFaults = { statusOf: () => undefined, lateMillis: () => 0 };

/**
 * What CloudWatch asks for reading metrics. Source: CloudWatch pricing, us-east-1, as of 2026-07; the same in most
 * regions, hence always shown as an estimate. Describe and List calls are free.
 */
export const METRIC_PRICES = {
  asOf: '2026-07',
  /** GetMetricData: US dollars per metric requested; up to five statistics of one metric may bill as one. */
  perMetricRequested: 0.01 / 1000,
  statisticsPerBilledMetric: 5,
  /** GetMetricStatistics: US dollars per request, beyond the month's free ones (which Danji may not be alone to use). */
  perStatisticsRequest: 0.01 / 1000,
  freeRequestsPerMonth: 1_000_000,
} as const;

/** Hours in a month as AWS bills them. */
export const HOURS_PER_MONTH = 730;

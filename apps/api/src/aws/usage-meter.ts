import type { AwsAction } from '@danji/shared';

/** What one call cost, in metrics of GetMetricData; a request of GetMetricStatistics is priced as one of them. */
export interface CallOutcome {
  action: AwsAction;
  failed: boolean;
  throttled: boolean;
  /** Metrics as billed at most: every query of the call, the one request of GetMetricStatistics. */
  metricsHigh: number;
  /** Metrics as billed at least: up to five adjacent statistics of one metric count once, and the month's first million requests are free. */
  metricsLow: number;
}

/** Takes note of every call that leaves the process, retries included. */
export interface UsageMeter {
  record(outcome: CallOutcome): void;
}

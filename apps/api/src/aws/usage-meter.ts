import type { AwsAction } from '@danji/shared';

/** What one call cost: metrics are only asked by GetMetricData. */
export interface CallOutcome {
  action: AwsAction;
  failed: boolean;
  throttled: boolean;
  /** Metrics as billed at most: every query of the call. */
  metricsHigh: number;
  /** Metrics as billed at least: up to five adjacent statistics of one metric count once. */
  metricsLow: number;
}

/** Takes note of every call that leaves the process, retries included. */
export interface UsageMeter {
  record(outcome: CallOutcome): void;
}

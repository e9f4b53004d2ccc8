import type { AwsRecord } from './aws-record.js';

/** CloudWatch Synthetics of one region. */
export interface CanariesView {
  canaries(): AwsRecord[];
  /** The newest run of each canary that has run. */
  lastRuns(): AwsRecord[];
}

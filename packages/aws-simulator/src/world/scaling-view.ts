import type { AwsRecord } from './aws-record.js';

/** Auto Scaling of instance groups, and what Application Auto Scaling does by the clock. */
export interface ScalingView {
  /** Activities of all groups, newest first, six weeks. */
  groupActivities(): AwsRecord[];
  /** The target-tracking policies by which ECS's managed scaling moves its groups. */
  groupPolicies(): AwsRecord[];
  /** Scheduled actions of services. */
  scheduledActions(): AwsRecord[];
}

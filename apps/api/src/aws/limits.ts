import type { AwsAction } from '@danji/shared';
import type { BucketOptions } from './token-bucket.js';

/**
 * AWS's own request refill per second, per account and region, and which actions share it. ECS: its throttling page
 * (cluster, cluster resource, service and task definition reads). EC2: Describe* with a page size. CloudWatch: 500
 * by default today, 50 in older accounts, so 50. Logs: 10 in most regions. The rest publishes no rate: 10 is assumed.
 */
const AWS_REFILL = {
  'ecs-cluster': 20,
  'ecs-resource': 20,
  'ecs-service': 20,
  'ecs-task-definition': 20,
  ec2: 20,
  rds: 10,
  autoscaling: 10,
  'application-autoscaling': 10,
  'get-metric-data': 50,
  'filter-log-events': 10,
  'log-groups': 10,
  sts: 20,
} as const;
export type BucketName = keyof typeof AWS_REFILL;

const BUCKET_OF: Record<AwsAction, BucketName> = {
  'sts:GetCallerIdentity': 'sts',
  'ecs:ListClusters': 'ecs-cluster',
  'ecs:DescribeClusters': 'ecs-cluster',
  'ecs:ListServices': 'ecs-service',
  'ecs:DescribeServices': 'ecs-service',
  'ecs:ListTasks': 'ecs-resource',
  'ecs:DescribeTasks': 'ecs-resource',
  'ecs:ListContainerInstances': 'ecs-resource',
  'ecs:DescribeContainerInstances': 'ecs-resource',
  'ecs:DescribeTaskDefinition': 'ecs-task-definition',
  'ec2:DescribeInstances': 'ec2',
  'rds:DescribeDBInstances': 'rds',
  'autoscaling:DescribeAutoScalingGroups': 'autoscaling',
  'application-autoscaling:DescribeScalableTargets': 'application-autoscaling',
  'application-autoscaling:DescribeScalingPolicies': 'application-autoscaling',
  'application-autoscaling:DescribeScalingActivities': 'application-autoscaling',
  'cloudwatch:GetMetricData': 'get-metric-data',
  'logs:DescribeLogGroups': 'log-groups',
  'logs:FilterLogEvents': 'filter-log-events',
};

export function bucketOf(action: AwsAction): BucketName {
  return BUCKET_OF[action];
}

/** A quarter of AWS's refill, for deployments and the console share it; two seconds of it may go at once. */
export function requestLimit(bucket: BucketName): BucketOptions {
  const refill = AWS_REFILL[bucket] / 4;
  return { refill, burst: Math.max(2, Math.ceil(refill * 2)) };
}

/**
 * GetMetricData's datapoint quotas (180,000/s for ranges that start within 3 hours, 396,000/s for older ones; not
 * adjustable, counted as range / period): a quarter of the first for fresh polls, three quarters of the second for
 * history.
 */
export const DATAPOINT_LIMITS = {
  recent: { refill: 45_000, burst: 90_000 },
  older: { refill: 297_000, burst: 297_000 },
} as const;
export const RECENT_MS = 3 * 3_600_000;

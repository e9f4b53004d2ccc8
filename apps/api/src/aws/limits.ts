import type { AwsAction } from '@danji/shared';
import type { BucketOptions } from './token-bucket.js';

/**
 * AWS's own request limits per account and region, and which actions share one. ECS: its throttling page (cluster,
 * cluster resource, service and task definition reads). EC2: Describe* with a page size. CloudWatch: 500 a second by
 * default today, 50 in older accounts, so 50. Logs: 10 in most regions. The rest publishes no rate: 10 is assumed.
 */
const AWS_LIMITS = {
  'ecs-cluster': { burst: 50, refill: 20 },
  'ecs-resource': { burst: 100, refill: 20 },
  'ecs-service': { burst: 100, refill: 20 },
  'ecs-task-definition': { burst: 50, refill: 20 },
  ec2: { burst: 100, refill: 20 },
  rds: { burst: 20, refill: 10 },
  autoscaling: { burst: 20, refill: 10 },
  'application-autoscaling': { burst: 20, refill: 10 },
  'get-metric-data': { burst: 50, refill: 50 },
  'filter-log-events': { burst: 10, refill: 10 },
  'log-groups': { burst: 10, refill: 10 },
  sts: { burst: 20, refill: 20 },
} as const;
export type BucketName = keyof typeof AWS_LIMITS;

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

/** A quarter of what AWS allows, for deployments and the console share it. */
export function requestLimit(bucket: BucketName): BucketOptions {
  const { burst, refill } = AWS_LIMITS[bucket];
  return { refill: refill / 4, burst: Math.max(2, Math.floor(burst / 4)) };
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

import type { AwsAction } from '@danji/shared';
import type { BucketOptions } from './token-bucket.js';

/**
 * AWS's own request limits per account and region, and which actions share one. ECS: its throttling page (cluster,
 * cluster resource, service, task definition, capacity provider, service deployment and revision reads). EC2:
 * Describe* with a page size. CloudWatch: GetMetricData 500 a second by default today, 50 in older accounts, so 50;
 * GetMetricStatistics 400; ListMetrics 25; DescribeAlarms 9; DescribeAlarmHistory 20. Logs: 10 in most regions,
 * DescribeLogStreams and GetLogEvents 25. CloudTrail: 2. SQS takes nearly any number. The rest publishes no rate: 10 is assumed.
 */
const AWS_LIMITS = {
  'ecs-cluster': { burst: 50, refill: 20 },
  'ecs-resource': { burst: 100, refill: 20 },
  'ecs-service': { burst: 100, refill: 20 },
  'ecs-task-definition': { burst: 50, refill: 20 },
  'ecs-capacity-provider': { burst: 50, refill: 20 },
  'ecs-service-deployment': { burst: 50, refill: 20 },
  'ecs-service-revision': { burst: 50, refill: 20 },
  ec2: { burst: 100, refill: 20 },
  rds: { burst: 20, refill: 10 },
  autoscaling: { burst: 20, refill: 10 },
  'application-autoscaling': { burst: 20, refill: 10 },
  elasticloadbalancing: { burst: 20, refill: 10 },
  'get-metric-data': { burst: 50, refill: 50 },
  'get-metric-statistics': { burst: 400, refill: 400 },
  'list-metrics': { burst: 25, refill: 25 },
  alarms: { burst: 9, refill: 9 },
  'alarm-history': { burst: 20, refill: 20 },
  'filter-log-events': { burst: 10, refill: 10 },
  'log-groups': { burst: 10, refill: 10 },
  'log-streams': { burst: 25, refill: 25 },
  'log-events': { burst: 25, refill: 25 },
  cloudtrail: { burst: 2, refill: 2 },
  synthetics: { burst: 20, refill: 10 },
  pi: { burst: 20, refill: 10 },
  sqs: { burst: 400, refill: 400 },
  sts: { burst: 20, refill: 20 },
} as const;
export type BucketName = keyof typeof AWS_LIMITS;

/** Services whose reads all share one bucket. */
const BUCKET_OF_SERVICE: Readonly<Record<string, BucketName>> = {
  sts: 'sts',
  ec2: 'ec2',
  rds: 'rds',
  pi: 'pi',
  sqs: 'sqs',
  autoscaling: 'autoscaling',
  'application-autoscaling': 'application-autoscaling',
  elasticloadbalancing: 'elasticloadbalancing',
  cloudtrail: 'cloudtrail',
  synthetics: 'synthetics',
};

type Shared<A extends AwsAction> = A extends `${'ecs' | 'cloudwatch' | 'logs'}:${string}` ? never : A;
const BUCKET_OF: Record<Exclude<AwsAction, Shared<AwsAction>>, BucketName> = {
  'ecs:ListClusters': 'ecs-cluster',
  'ecs:DescribeClusters': 'ecs-cluster',
  'ecs:ListServices': 'ecs-service',
  'ecs:DescribeServices': 'ecs-service',
  'ecs:DescribeTaskSets': 'ecs-service',
  'ecs:ListTasks': 'ecs-resource',
  'ecs:DescribeTasks': 'ecs-resource',
  'ecs:GetTaskProtection': 'ecs-resource',
  'ecs:ListContainerInstances': 'ecs-resource',
  'ecs:DescribeContainerInstances': 'ecs-resource',
  'ecs:DescribeTaskDefinition': 'ecs-task-definition',
  'ecs:ListTaskDefinitions': 'ecs-task-definition',
  'ecs:DescribeCapacityProviders': 'ecs-capacity-provider',
  'ecs:ListServiceDeployments': 'ecs-service-deployment',
  'ecs:DescribeServiceDeployments': 'ecs-service-deployment',
  'ecs:DescribeServiceRevisions': 'ecs-service-revision',
  'cloudwatch:GetMetricData': 'get-metric-data',
  'cloudwatch:GetMetricStatistics': 'get-metric-statistics',
  'cloudwatch:ListMetrics': 'list-metrics',
  'cloudwatch:DescribeAlarms': 'alarms',
  'cloudwatch:DescribeAlarmHistory': 'alarm-history',
  'logs:DescribeLogGroups': 'log-groups',
  'logs:FilterLogEvents': 'filter-log-events',
  'logs:DescribeLogStreams': 'log-streams',
  'logs:GetLogEvents': 'log-events',
};

export function bucketOf(action: AwsAction): BucketName {
  const service = action.slice(0, action.indexOf(':'));
  const bucket = BUCKET_OF_SERVICE[service] ?? (BUCKET_OF as Partial<Record<AwsAction, BucketName>>)[action];
  if (bucket === undefined) throw new TypeError(`No request limit is known for ${action}.`);
  return bucket;
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

/** What a request takes, and from which bucket of its account and region. */
export interface BucketCharge {
  bucket: BucketName;
  cost: number;
  /** The operation, where AWS counts each of them by itself. */
  operation?: string;
  /** Overrides the refill and burst where AWS's limit differs by region. */
  limit?: Limit;
}

interface Limit {
  burst: number;
  perSecond: number;
}

type BucketName = keyof typeof QUOTAS;

/**
 * Default request limits per account and region. ECS: "Request throttling for the Amazon ECS API". EC2: "Request
 * throttling for the Amazon EC2 API". CloudWatch and Logs: their quota pages. RDS, Auto Scaling, Application Auto
 * Scaling, Elastic Load Balancing and Synthetics publish none; 20/s and 10/s are assumptions on the careful side.
 */
export const QUOTAS = {
  'ecs:cluster-read': { burst: 50, perSecond: 20 },
  'ecs:cluster-resource-read': { burst: 100, perSecond: 20 },
  'ecs:service-read': { burst: 100, perSecond: 20 },
  'ecs:task-definition-read': { burst: 50, perSecond: 20 },
  'ecs:capacity-provider-read': { burst: 50, perSecond: 20 },
  'ecs:service-deployment-read': { burst: 50, perSecond: 20 },
  'ecs:service-revision-read': { burst: 50, perSecond: 20 },
  'ec2:describe': { burst: 100, perSecond: 20 },
  'ec2:describe-unfiltered': { burst: 50, perSecond: 10 },
  'rds:describe': { burst: 40, perSecond: 20 },
  'pi:read': { burst: 40, perSecond: 20 },
  'autoscaling:describe': { burst: 40, perSecond: 20 },
  'application-autoscaling:describe': { burst: 40, perSecond: 20 },
  'elasticloadbalancing:describe': { burst: 40, perSecond: 10 },
  'synthetics:describe': { burst: 20, perSecond: 10 },
  'logs:describe-groups': { burst: 10, perSecond: 10 },
  'logs:filter': { burst: 10, perSecond: 10 },
  'logs:describe-streams': { burst: 25, perSecond: 25 },
  'logs:get-events': { burst: 25, perSecond: 25 },
  'monitoring:get-metric-data': { burst: 500, perSecond: 500 },
  /** Datapoints of requests that start at most three hours ago. Not adjustable. */
  'monitoring:datapoints-recent': { burst: 180_000, perSecond: 180_000 },
  /** Datapoints of requests that start earlier. Not adjustable. */
  'monitoring:datapoints-old': { burst: 396_000, perSecond: 396_000 },
  'monitoring:get-metric-statistics': { burst: 400, perSecond: 400 },
  'monitoring:list-metrics': { burst: 25, perSecond: 25 },
  'monitoring:describe-alarms': { burst: 9, perSecond: 9 },
  'monitoring:alarm-history': { burst: 20, perSecond: 20 },
  'cloudtrail:lookup': { burst: 2, perSecond: 2 },
  /** Standard queues take nearly any number of requests; this is only a guard. */
  'sqs:call': { burst: 3000, perSecond: 3000 },
  'sts:read': { burst: 600, perSecond: 600 },
} satisfies Record<string, Limit>;

const SLOW_FILTER_REGIONS = ['ap-northeast-3', 'ap-southeast-3', 'ca-west-1', 'eu-central-1', 'il-central-1'];

/** FilterLogEvents: 25/s in us-east-1, 5/s in a few regions, 10/s elsewhere. Not adjustable. */
export function filterLogEventsLimit(region: string): Limit {
  const rate = region === 'us-east-1' ? 25 : SLOW_FILTER_REGIONS.includes(region) ? 5 : 10;
  return { burst: rate, perSecond: rate };
}

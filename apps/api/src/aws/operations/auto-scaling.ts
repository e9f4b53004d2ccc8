import {
  DescribeAutoScalingGroupsCommand,
  DescribePoliciesCommand,
  DescribeScalingActivitiesCommand,
  type AutoScalingClient,
} from '@aws-sdk/client-auto-scaling';
import { z } from 'zod';
import { amount, checkAnswer, count, flag, integer, list, moment, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { CustomizedMetric } from './customized-metric.js';
import { allPages } from './pages.js';

const GroupShape = z.object({
  AutoScalingGroupName: z.string(),
  AutoScalingGroupARN: z.string(),
  MinSize: count,
  MaxSize: count,
  DesiredCapacity: count,
  Status: text,
  AvailabilityZones: list(z.string()),
  HealthCheckType: text,
  CapacityRebalance: flag,
  SuspendedProcesses: list(z.object({ ProcessName: text })),
  Instances: list(
    z.object({
      InstanceId: z.string(),
      InstanceType: text,
      LifecycleState: text,
      HealthStatus: text,
      AvailabilityZone: text,
      ProtectedFromScaleIn: flag,
    }),
  ),
  NewInstancesProtectedFromScaleIn: flag,
  EnabledMetrics: list(z.object({ Metric: text })),
  MixedInstancesPolicy: z
    .object({
      InstancesDistribution: z
        .object({
          OnDemandBaseCapacity: integer,
          OnDemandPercentageAboveBaseCapacity: integer,
          SpotAllocationStrategy: text,
        })
        .nullish(),
    })
    .nullish(),
  Tags: list(z.object({ Key: z.string(), Value: text })).transform((tags) =>
    Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value ?? ''])),
  ),
});
export type AutoScalingGroup = z.output<typeof GroupShape>;

const PolicyShape = z.object({
  AutoScalingGroupName: z.string(),
  PolicyName: z.string(),
  PolicyARN: z.string(),
  PolicyType: text,
  AdjustmentType: text,
  ScalingAdjustment: amount,
  Cooldown: integer,
  EstimatedInstanceWarmup: integer,
  Enabled: flag,
  StepAdjustments: list(
    z.object({
      MetricIntervalLowerBound: amount,
      MetricIntervalUpperBound: amount,
      ScalingAdjustment: z.number(),
    }),
  ),
  Alarms: list(z.object({ AlarmName: text })),
  TargetTrackingConfiguration: z
    .object({
      TargetValue: amount,
      PredefinedMetricSpecification: z.object({ PredefinedMetricType: text }).nullish(),
      CustomizedMetricSpecification: CustomizedMetric.nullish(),
      DisableScaleIn: flag,
    })
    .nullish(),
});
export type GroupPolicy = z.output<typeof PolicyShape>;

const ActivityShape = z.object({
  ActivityId: z.string(),
  AutoScalingGroupName: z.string(),
  AutoScalingGroupARN: z.string().optional(),
  Description: text,
  Cause: z.string(),
  StartTime: z.date(),
  EndTime: moment,
  StatusCode: z.string(),
  StatusMessage: text,
});
export type GroupActivity = z.output<typeof ActivityShape>;

/** Reads of EC2 Auto Scaling. */
export class AutoScalingOperations {
  constructor(
    private readonly client: AutoScalingClient,
    private readonly caller: AwsCaller,
  ) {}

  groups(): Promise<AutoScalingGroup[]> {
    return allPages(async (NextToken) => {
      const answer = await this.caller.call('autoscaling:DescribeAutoScalingGroups', { lane: 'fresh' }, () =>
        this.client.send(new DescribeAutoScalingGroupsCommand({ NextToken, MaxRecords: 100 })),
      );
      const shape = z.object({ AutoScalingGroups: list(GroupShape), NextToken: text });
      const page = checkAnswer('autoscaling:DescribeAutoScalingGroups', shape, answer);
      return { items: page.AutoScalingGroups, next: page.NextToken };
    });
  }

  policies(): Promise<GroupPolicy[]> {
    return allPages(async (NextToken) => {
      const answer = await this.caller.call('autoscaling:DescribePolicies', { lane: 'fresh' }, () =>
        this.client.send(new DescribePoliciesCommand({ NextToken, MaxRecords: 100 })),
      );
      const shape = z.object({ ScalingPolicies: list(PolicyShape), NextToken: text });
      const page = checkAnswer('autoscaling:DescribePolicies', shape, answer);
      return { items: page.ScalingPolicies, next: page.NextToken };
    });
  }

  /** One page of the activities of the region's groups (AWS keeps six weeks), newest first. */
  async activities(token: string | null): Promise<{ items: GroupActivity[]; next: string | null }> {
    const action = 'autoscaling:DescribeScalingActivities';
    const answer = await this.caller.call(action, { lane: 'fresh' }, () =>
      this.client.send(
        new DescribeScalingActivitiesCommand({ MaxRecords: 100, NextToken: token ?? undefined }),
      ),
    );
    const shape = z.object({ Activities: list(ActivityShape), NextToken: text });
    const page = checkAnswer(action, shape, answer);
    return { items: page.Activities, next: page.NextToken };
  }
}

import {
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  type ApplicationAutoScalingClient,
} from '@aws-sdk/client-application-auto-scaling';
import { z } from 'zod';
import { amount, checkAnswer, count, flag, integer, list, moment, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { CustomizedMetric } from './customized-metric.js';
import { allPages } from './pages.js';

const FRESH = { lane: 'fresh' } as const;

const TargetShape = z.object({
  ResourceId: z.string(),
  ScalableDimension: z.string(),
  MinCapacity: count,
  MaxCapacity: count,
  SuspendedState: z
    .object({
      DynamicScalingInSuspended: flag,
      DynamicScalingOutSuspended: flag,
      ScheduledScalingSuspended: flag,
    })
    .nullish(),
});
export type ScalableTarget = z.output<typeof TargetShape>;

const PolicyShape = z.object({
  PolicyARN: z.string(),
  PolicyName: z.string(),
  ResourceId: z.string(),
  PolicyType: z.string(),
  TargetTrackingScalingPolicyConfiguration: z
    .object({
      TargetValue: amount,
      PredefinedMetricSpecification: z.object({ PredefinedMetricType: text }).nullish(),
      CustomizedMetricSpecification: CustomizedMetric.nullish(),
      ScaleInCooldown: integer,
      ScaleOutCooldown: integer,
      DisableScaleIn: flag,
    })
    .nullish(),
  StepScalingPolicyConfiguration: z
    .object({
      AdjustmentType: text,
      Cooldown: integer,
      StepAdjustments: list(
        z.object({
          MetricIntervalLowerBound: amount,
          MetricIntervalUpperBound: amount,
          ScalingAdjustment: z.number(),
        }),
      ),
    })
    .nullish(),
  Alarms: list(z.object({ AlarmName: z.string() })),
});
export type ScalingPolicy = z.output<typeof PolicyShape>;

const ScheduledActionShape = z.object({
  ScheduledActionName: z.string(),
  ResourceId: z.string(),
  ScalableDimension: text,
  Schedule: z.string(),
  Timezone: text,
  StartTime: moment,
  EndTime: moment,
  ScalableTargetAction: z.object({ MinCapacity: integer, MaxCapacity: integer }).nullish(),
});
export type ScheduledAction = z.output<typeof ScheduledActionShape>;

const ActivityShape = z.object({
  ActivityId: z.string(),
  ResourceId: z.string(),
  Description: z.string(),
  Cause: z.string(),
  StartTime: z.date(),
  EndTime: moment,
  StatusCode: z.string(),
  StatusMessage: text,
  NotScaledReasons: list(
    z.object({ Code: z.string(), MaxCapacity: integer, MinCapacity: integer, CurrentCapacity: integer }),
  ),
});
export type ScalingActivity = z.output<typeof ActivityShape>;

/** Reads of Application Auto Scaling for ECS services. */
export class ServiceScalingOperations {
  constructor(
    private readonly client: ApplicationAutoScalingClient,
    private readonly caller: AwsCaller,
  ) {}

  targets(): Promise<ScalableTarget[]> {
    const action = 'application-autoscaling:DescribeScalableTargets';
    return allPages(async (NextToken) => {
      const answer = await this.caller.call(action, FRESH, () =>
        this.client.send(
          new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', NextToken, MaxResults: 50 }),
        ),
      );
      const page = checkAnswer(
        action,
        z.object({ ScalableTargets: list(TargetShape), NextToken: text }),
        answer,
      );
      return { items: page.ScalableTargets, next: page.NextToken };
    });
  }

  policies(): Promise<ScalingPolicy[]> {
    const action = 'application-autoscaling:DescribeScalingPolicies';
    return allPages(async (NextToken) => {
      const answer = await this.caller.call(action, FRESH, () =>
        this.client.send(
          new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs', NextToken, MaxResults: 10 }),
        ),
      );
      const page = checkAnswer(
        action,
        z.object({ ScalingPolicies: list(PolicyShape), NextToken: text }),
        answer,
      );
      return { items: page.ScalingPolicies, next: page.NextToken };
    });
  }

  scheduledActions(): Promise<ScheduledAction[]> {
    const action = 'application-autoscaling:DescribeScheduledActions';
    return allPages(async (NextToken) => {
      const answer = await this.caller.call(action, FRESH, () =>
        this.client.send(
          new DescribeScheduledActionsCommand({ ServiceNamespace: 'ecs', NextToken, MaxResults: 50 }),
        ),
      );
      const shape = z.object({ ScheduledActions: list(ScheduledActionShape), NextToken: text });
      const page = checkAnswer(action, shape, answer);
      return { items: page.ScheduledActions, next: page.NextToken };
    });
  }

  /**
   * One page of the activities of the region's services, newest first, those that did not scale included. AWS keeps
   * six weeks, so the whole of it is read a few pages at a time.
   */
  async activities(token: string | null): Promise<{ items: ScalingActivity[]; next: string | null }> {
    const action = 'application-autoscaling:DescribeScalingActivities';
    const answer = await this.caller.call(action, FRESH, () =>
      this.client.send(
        new DescribeScalingActivitiesCommand({
          ServiceNamespace: 'ecs',
          IncludeNotScaledActivities: true,
          MaxResults: 50,
          NextToken: token ?? undefined,
        }),
      ),
    );
    const page = checkAnswer(
      action,
      z.object({ ScalingActivities: list(ActivityShape), NextToken: text }),
      answer,
    );
    return { items: page.ScalingActivities, next: page.NextToken };
  }
}

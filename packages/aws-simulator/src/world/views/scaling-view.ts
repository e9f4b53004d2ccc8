import { zoneName } from '../calendar.js';
import type { StepPlan } from '../plan/plan-types.js';
import { awakeBounds } from '../plan/service-plan.js';
import type { RegionState, ScalingActivity } from '../simulation/region-state.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { AwsRecord, Millis } from '../types.js';
import { present } from './record.js';

const DIMENSION = 'ecs:service:DesiredCount';

export function resourceId(service: ServiceState): string {
  return `service/${service.plan.cluster.name}/${service.plan.name}`;
}

/** Name of a target-tracking alarm: `TargetTracking-service/C/S-AlarmHigh-UUID`. */
export function alarmName(region: RegionState, service: ServiceState, side: 'High' | 'Low'): string {
  return `TargetTracking-${resourceId(service)}-Alarm${side}-${region.ids.uuid(`alarm|${side}|${service.plan.arn}`)}`;
}

export function scalableTargetView(region: RegionState, service: ServiceState): AwsRecord {
  const { region: name, accountId } = region.plan;
  const { plan } = service;
  const bounds = service.bounds ?? { min: 0, max: 0 };
  return {
    ServiceNamespace: 'ecs',
    ResourceId: resourceId(service),
    ScalableDimension: DIMENSION,
    MinCapacity: bounds.min,
    MaxCapacity: bounds.max,
    RoleARN: `arn:aws:iam::${accountId}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
    CreationTime: new Date(plan.createdAt + 61_000),
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
    ScalableTargetARN: `arn:aws:application-autoscaling:${name}:${accountId}:scalable-target/${region.ids.hex(`target|${plan.arn}`, 36)}`,
  };
}

function policyArn(region: RegionState, service: ServiceState, policyName: string): string {
  const { region: name, accountId } = region.plan;
  const uuid = region.ids.uuid(
    policyName === service.plan.scaling?.policyName
      ? `policy|${service.plan.arn}`
      : `policy|${service.plan.arn}|${policyName}`,
  );
  return `arn:aws:autoscaling:${name}:${accountId}:scalingPolicy:${uuid}:resource/ecs/${resourceId(service)}:policyName/${policyName}`;
}

/** Policies of a scaled service: target tracking, and step scaling where it has one. */
export function scalingPolicyViews(region: RegionState, service: ServiceState): AwsRecord[] {
  const step = service.plan.scaling?.step;
  return [trackingPolicy(region, service), ...(step ? [stepPolicy(region, service, step)] : [])];
}

function stepPolicy(region: RegionState, service: ServiceState, step: StepPlan): AwsRecord {
  const { region: name, accountId } = region.plan;
  return {
    PolicyARN: policyArn(region, service, step.policyName),
    PolicyName: step.policyName,
    ServiceNamespace: 'ecs',
    ResourceId: resourceId(service),
    ScalableDimension: DIMENSION,
    PolicyType: 'StepScaling',
    StepScalingPolicyConfiguration: {
      AdjustmentType: 'ChangeInCapacity',
      StepAdjustments: step.steps.map(({ above, add }, i) => ({
        MetricIntervalLowerBound: above,
        ...(step.steps[i + 1] ? { MetricIntervalUpperBound: step.steps[i + 1]?.above } : {}),
        ScalingAdjustment: add,
      })),
      Cooldown: 60,
      MetricAggregationType: 'Average',
    },
    Alarms: [
      {
        AlarmName: step.alarmName,
        AlarmARN: `arn:aws:cloudwatch:${name}:${accountId}:alarm:${step.alarmName}`,
      },
    ],
    CreationTime: new Date(service.plan.createdAt + 64_000),
  };
}

function trackingPolicy(region: RegionState, service: ServiceState): AwsRecord {
  const { region: name, accountId } = region.plan;
  return {
    PolicyARN: policyArn(region, service, service.plan.scaling?.policyName ?? ''),
    PolicyName: service.plan.scaling?.policyName,
    ServiceNamespace: 'ecs',
    ResourceId: resourceId(service),
    ScalableDimension: DIMENSION,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: service.plan.scaling?.target,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      ScaleOutCooldown: 60,
      ScaleInCooldown: 300,
      DisableScaleIn: false,
    },
    Alarms: (['High', 'Low'] as const).map((side) => {
      const alarm = alarmName(region, service, side);
      return { AlarmName: alarm, AlarmARN: `arn:aws:cloudwatch:${name}:${accountId}:alarm:${alarm}` };
    }),
    CreationTime: new Date(service.plan.createdAt + 62_000),
  };
}

/** Both actions of a service that sleeps: cron with the zone of its people. */
export function scheduledActionViews(region: RegionState, service: ServiceState): AwsRecord[] {
  const { plan } = service;
  if (!plan.scaling?.scheduled) return [];
  const { region: name, accountId } = region.plan;
  const action = (actionName: string, schedule: string, bounds: { min: number; max: number }): AwsRecord => {
    const uuid = region.ids.uuid(`scheduled|${actionName}|${plan.arn}`);
    return {
      ScheduledActionName: actionName,
      ScheduledActionARN: `arn:aws:autoscaling:${name}:${accountId}:scheduledAction:${uuid}:resource/ecs/${resourceId(service)}:scheduledActionName/${actionName}`,
      ServiceNamespace: 'ecs',
      Schedule: schedule,
      Timezone: zoneName(name),
      ResourceId: resourceId(service),
      ScalableDimension: DIMENSION,
      ScalableTargetAction: { MinCapacity: bounds.min, MaxCapacity: bounds.max },
      CreationTime: new Date(plan.createdAt + 63_000),
    };
  };
  return [
    action('stage-wake', 'cron(0 8 ? * MON-FRI *)', awakeBounds(plan.scaling, plan.desired)),
    action('stage-sleep', 'cron(0 21 * * ? *)', { min: 0, max: 0 }),
  ];
}

export function activityView(activity: ScalingActivity, now: Millis): AwsRecord {
  const ended = activity.endAt !== undefined && now >= activity.endAt;
  return present({
    ActivityId: activity.id,
    ServiceNamespace: 'ecs',
    ResourceId: resourceId(activity.service),
    ScalableDimension: DIMENSION,
    Description: activity.description,
    Cause: activity.cause,
    StartTime: new Date(activity.at),
    EndTime: ended && activity.endAt !== undefined ? new Date(activity.endAt) : undefined,
    StatusCode: activity.notScaled ? 'Failed' : ended ? 'Successful' : 'InProgress',
    StatusMessage: statusMessage(activity, ended),
    NotScaledReasons: activity.notScaled && [notScaled(activity.notScaled)],
  });
}

function statusMessage(activity: ScalingActivity, ended: boolean): string | undefined {
  if (activity.kind === 'not-scaled') return undefined;
  if (activity.kind === 'bounds') return activity.description.replace('Setting', 'Successfully set');
  const done = `Successfully set desired count to ${activity.to}.`;
  return ended
    ? `${done} Change successfully fulfilled by ecs.`
    : `${done} Waiting for change to be fulfilled by ecs.`;
}

function notScaled(reason: NonNullable<ScalingActivity['notScaled']>): AwsRecord {
  return { Code: reason.code, MaxCapacity: reason.max, CurrentCapacity: reason.current };
}

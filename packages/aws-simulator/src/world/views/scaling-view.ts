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

function policyArn(region: RegionState, service: ServiceState): string {
  const { region: name, accountId } = region.plan;
  const uuid = region.ids.uuid(`policy|${service.plan.arn}`);
  return `arn:aws:autoscaling:${name}:${accountId}:scalingPolicy:${uuid}:resource/ecs/${resourceId(service)}:policyName/${service.plan.scaling?.policyName}`;
}

export function scalingPolicyView(region: RegionState, service: ServiceState): AwsRecord {
  const { region: name, accountId } = region.plan;
  return {
    PolicyARN: policyArn(region, service),
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

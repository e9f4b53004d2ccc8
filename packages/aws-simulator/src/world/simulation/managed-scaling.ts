import type { GroupPlan } from '../plan/machine-types.js';
import type { Millis } from '../types.js';
import type { GroupState, RegionState } from './region-state.js';

/** Seconds in which a new instance counts as warming up: the default of managed scaling. */
export const WARMUP_SECONDS = 300;

/** Name of an alarm by which ECS's managed scaling moves a group. */
export function groupAlarmName(region: RegionState, group: GroupPlan, side: 'High' | 'Low'): string {
  return `TargetTracking-${group.name}-Alarm${side}-${region.ids.uuid(`asg-alarm|${side}|${group.arn}`)}`;
}

export function groupPolicyName(region: RegionState, group: GroupPlan): string {
  return `ECSManagedAutoScalingPolicy-${region.ids.uuid(`asg-policy|${group.arn}`)}`;
}

/** `2026-11-23T12:00:00Z`, as causes have it. */
export function causeTime(at: Millis): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Two sentences, two spaces between them, the launch seven seconds after the decision. */
export function scaleOutCause(
  region: RegionState,
  group: GroupState,
  at: Millis,
  change: { from: number; target: number },
): string {
  const { from, target } = change;
  const { plan } = group;
  return `At ${causeTime(at)} a monitor alarm ${groupAlarmName(region, plan, 'High')} in state ALARM triggered policy ${groupPolicyName(region, plan)} changing the desired capacity from ${from} to ${target}.  At ${causeTime(at + 7000)} an instance was started in response to a difference between desired and actual capacity, increasing the capacity from ${from} to ${target}.`;
}

export function scaleInCause(
  region: RegionState,
  group: GroupState,
  at: Millis,
  change: { from: number; instanceId: string },
): string {
  const { from, instanceId } = change;
  const { plan } = group;
  const later = causeTime(at + 8000);
  return `At ${causeTime(at)} a monitor alarm ${groupAlarmName(region, plan, 'Low')} in state ALARM triggered policy ${groupPolicyName(region, plan)} changing the desired capacity from ${from} to ${from - 1}.  At ${later} an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from ${from} to ${from - 1}.  At ${later} instance ${instanceId} was selected for termination.`;
}

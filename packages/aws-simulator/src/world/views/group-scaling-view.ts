import { DAY } from '../calendar.js';
import type { GroupPlan } from '../plan/machine-types.js';
import { groupAlarmName, groupPolicyName } from '../simulation/managed-scaling.js';
import type { GroupActivity, RegionState } from '../simulation/region-state.js';
import type { ScalingView } from '../scaling-view.js';
import type { AwsRecord, Millis, VirtualClock } from '../types.js';
import { present, seen } from './record.js';
import { scheduledActionViews } from './scaling-view.js';

/** Auto Scaling keeps activities for six weeks. */
const KEPT = 42 * DAY;

/** What the groups of a region did and by which policies, at the clock's now. */
export class RegionScaling implements ScalingView {
  constructor(
    private readonly state: RegionState,
    private readonly clock: VirtualClock,
  ) {}

  groupActivities(): AwsRecord[] {
    const now = this.clock.now();
    return this.state.groupActivities
      .filter((activity) => activity.at > now - KEPT)
      .map((activity) => activityView(activity, now))
      .reverse();
  }

  groupPolicies(): AwsRecord[] {
    return this.state.clusters.flatMap((cluster) =>
      cluster.groups
        .filter(({ plan }) => plan.capacityProvider !== undefined)
        .map(({ plan }) => policyView(this.state, plan)),
    );
  }

  scheduledActions(): AwsRecord[] {
    return this.state.clusters.flatMap((cluster) =>
      cluster.services.flatMap((service) => scheduledActionViews(this.state, service)),
    );
  }
}

function activityView(activity: GroupActivity, now: Millis): AwsRecord {
  const isDone = now >= activity.endAt;
  return present({
    ActivityId: activity.id,
    AutoScalingGroupName: activity.group.name,
    Description: activity.description,
    Cause: activity.cause,
    StartTime: new Date(activity.at),
    EndTime: seen(Math.floor(activity.endAt / 1000) * 1000, now),
    StatusCode: isDone ? 'Successful' : 'InProgress',
    Progress: isDone ? 100 : 50,
    Details: JSON.stringify({
      'Subnet ID': activity.subnet.id,
      'Availability Zone': activity.subnet.az,
    }),
    AutoScalingGroupARN: activity.group.arn,
  });
}

function policyView(region: RegionState, group: GroupPlan): AwsRecord {
  const { region: name, accountId } = region.plan;
  const policy = groupPolicyName(region, group);
  const uuid = region.ids.uuid(`asg-policy-arn|${group.arn}`);
  return {
    AutoScalingGroupName: group.name,
    PolicyName: policy,
    PolicyARN: `arn:aws:autoscaling:${name}:${accountId}:scalingPolicy:${uuid}:autoScalingGroupName/${group.name}:policyName/${policy}`,
    PolicyType: 'TargetTrackingScaling',
    StepAdjustments: [],
    Alarms: (['High', 'Low'] as const).map((side) => {
      const alarm = groupAlarmName(region, group, side);
      return { AlarmName: alarm, AlarmARN: `arn:aws:cloudwatch:${name}:${accountId}:alarm:${alarm}` };
    }),
    TargetTrackingConfiguration: {
      CustomizedMetricSpecification: {
        MetricName: 'CapacityProviderReservation',
        Namespace: 'AWS/ECS/ManagedScaling',
        Dimensions: [
          { Name: 'CapacityProviderName', Value: group.capacityProvider },
          { Name: 'ClusterName', Value: group.clusterName },
        ],
        Statistic: 'Average',
      },
      TargetValue: '100.0',
      DisableScaleIn: false,
    },
    Enabled: true,
  };
}

import type { AttributesOf } from '@danji/shared';
import type { AutoScalingGroup, GroupPolicy } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { ec2InstanceArn, resourceId } from '../resource-id.js';
import { describeSteps, describeTracking } from './policy-parts.js';

type Attributes = AttributesOf<'auto_scaling_group'>;

export interface GroupContext {
  accountId: string;
  region: string;
  /** Every policy of the region; null while they could not be read. */
  policies: readonly GroupPolicy[] | null;
}

export function describeAutoScalingGroup(
  group: AutoScalingGroup,
  { accountId, region, policies }: GroupContext,
): Observed<'auto_scaling_group'> {
  return {
    id: resourceId('auto_scaling_group', group.AutoScalingGroupARN),
    kind: 'auto_scaling_group',
    name: group.AutoScalingGroupName,
    arn: group.AutoScalingGroupARN,
    nativeId: group.AutoScalingGroupName,
    accountId,
    parentId: null,
    state: group.Status ?? 'Active',
    tags: group.Tags,
    ended: false,
    attributes: {
      minimum: group.MinSize,
      maximum: group.MaxSize,
      desired: group.DesiredCapacity,
      instances: group.Instances.map((instance) => ({
        instanceId: instance.InstanceId,
        resourceId: resourceId('ec2_instance', ec2InstanceArn(region, accountId, instance.InstanceId)),
        type: instance.InstanceType,
        state: instance.LifecycleState ?? '',
        health: instance.HealthStatus ?? '',
        zone: instance.AvailabilityZone ?? '',
        protected: instance.ProtectedFromScaleIn ?? false,
      })).sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1)),
      zones: [...group.AvailabilityZones].sort(),
      capacityRebalance: group.CapacityRebalance ?? false,
      suspended: group.SuspendedProcesses.flatMap(({ ProcessName }) => ProcessName ?? []).sort(),
      healthCheckType: group.HealthCheckType ?? '',
      metrics: group.EnabledMetrics.flatMap(({ Metric }) => Metric ?? []).sort(),
      protectsNewInstances: group.NewInstancesProtectedFromScaleIn,
      purchase: purchaseOf(group),
      policies:
        policies &&
        policies
          .filter(({ AutoScalingGroupName }) => AutoScalingGroupName === group.AutoScalingGroupName)
          .map(describeGroupPolicy)
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
    },
  };
}

/** AWS's defaults where a mixed instances policy leaves a member out: no base, everything above it on demand. */
function purchaseOf({ MixedInstancesPolicy }: AutoScalingGroup): Attributes['purchase'] {
  if (!MixedInstancesPolicy) return null;
  const spread = MixedInstancesPolicy.InstancesDistribution;
  return {
    onDemandBase: spread?.OnDemandBaseCapacity ?? 0,
    onDemandPercentAbove: spread?.OnDemandPercentageAboveBaseCapacity ?? 100,
    spotStrategy: spread?.SpotAllocationStrategy ?? null,
  };
}

function describeGroupPolicy(policy: GroupPolicy): NonNullable<Attributes['policies']>[number] {
  const tracking = policy.TargetTrackingConfiguration;
  return {
    name: policy.PolicyName,
    arn: policy.PolicyARN,
    type: policy.PolicyType ?? 'SimpleScaling',
    ...describeTracking(tracking),
    scaleInCooldown: policy.Cooldown,
    scaleOutCooldown: policy.Cooldown,
    adjustmentType: policy.AdjustmentType,
    steps: describeSteps(policy.StepAdjustments),
    alarms: policy.Alarms.flatMap(({ AlarmName }) => AlarmName ?? []).sort(),
    enabled: policy.Enabled ?? true,
    adjustment: policy.ScalingAdjustment,
    warmupSeconds: policy.EstimatedInstanceWarmup,
  };
}

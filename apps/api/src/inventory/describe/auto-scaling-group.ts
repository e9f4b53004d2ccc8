import type { AutoScalingGroup } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { resourceId } from '../resource-id.js';

export function describeAutoScalingGroup(
  group: AutoScalingGroup,
  accountId: string,
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
        state: instance.LifecycleState ?? '',
        health: instance.HealthStatus ?? '',
        zone: instance.AvailabilityZone ?? '',
        protected: instance.ProtectedFromScaleIn ?? false,
      })).sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1)),
      zones: [...group.AvailabilityZones].sort(),
      capacityRebalance: group.CapacityRebalance ?? false,
      suspended: group.SuspendedProcesses.flatMap(({ ProcessName }) => ProcessName ?? []).sort(),
      healthCheckType: group.HealthCheckType ?? '',
    },
  };
}

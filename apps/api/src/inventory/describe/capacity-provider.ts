import type { AttributesOf } from '@danji/shared';
import type { EcsCapacityProvider } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { resourceId } from '../resource-id.js';

type Attributes = AttributesOf<'capacity_provider'>;

/** @param clusters ids of the clusters that name it */
export function describeCapacityProvider(
  provider: EcsCapacityProvider,
  accountId: string,
  clusters: readonly string[],
): Observed<'capacity_provider'> {
  const group = provider.autoScalingGroupProvider;
  return {
    id: resourceId('capacity_provider', provider.capacityProviderArn),
    kind: 'capacity_provider',
    name: provider.name,
    arn: provider.capacityProviderArn,
    nativeId: provider.name,
    accountId,
    parentId: null,
    state: provider.status ?? 'ACTIVE',
    tags: provider.tags,
    ended: provider.status === 'INACTIVE',
    attributes: {
      type: typeOf(provider),
      clusters: [...clusters].sort(),
      autoScalingGroup: group
        ? {
            id: group.autoScalingGroupArn,
            resourceId: resourceId('auto_scaling_group', group.autoScalingGroupArn),
          }
        : null,
      managedScaling: managedScalingOf(group),
      managedTerminationProtection: group?.managedTerminationProtection ?? null,
      managedDraining: group?.managedDraining ?? null,
      updateStatus: provider.updateStatus,
    },
  };
}

/** AWS says the type since 2025; before, Fargate's two are known by name and the rest by their group. */
function typeOf({ type, name, autoScalingGroupProvider }: EcsCapacityProvider): string {
  if (type !== null) return type;
  if (name === 'FARGATE' || name === 'FARGATE_SPOT') return name;
  return autoScalingGroupProvider ? 'EC2_AUTOSCALING' : 'MANAGED_INSTANCES';
}

function managedScalingOf(
  group: EcsCapacityProvider['autoScalingGroupProvider'],
): Attributes['managedScaling'] {
  const scaling = group?.managedScaling;
  if (!scaling) return null;
  return {
    enabled: scaling.status === 'ENABLED',
    targetCapacity: scaling.targetCapacity,
    minimumStep: scaling.minimumScalingStepSize,
    maximumStep: scaling.maximumScalingStepSize,
    warmupSeconds: scaling.instanceWarmupPeriod,
  };
}

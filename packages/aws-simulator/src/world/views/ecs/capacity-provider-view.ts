import type { GroupPlan } from '../../plan/machine-types.js';
import type { RegionState } from '../../simulation/region-state.js';
import type { AwsRecord } from '../../types.js';

/** The two of Fargate, which every account has, and one for each Auto Scaling group that ECS manages. */
export function capacityProviderViews(region: RegionState): AwsRecord[] {
  const groups = region.clusters.flatMap((cluster) => cluster.plan.groups);
  return [
    ...['FARGATE', 'FARGATE_SPOT'].map((name) => ({ ...named(region, name), tags: [], type: name })),
    ...groups.flatMap((group) => (group.capacityProvider ? [groupProvider(region, group)] : [])),
  ];
}

function named(region: RegionState, name: string): AwsRecord {
  const { region: regionName, accountId } = region.plan;
  return {
    capacityProviderArn: `arn:aws:ecs:${regionName}:${accountId}:capacity-provider/${name}`,
    name,
    status: 'ACTIVE',
  };
}

function groupProvider(region: RegionState, group: GroupPlan): AwsRecord {
  return {
    ...named(region, group.capacityProvider ?? ''),
    autoScalingGroupProvider: {
      autoScalingGroupArn: group.arn,
      managedScaling: {
        status: 'ENABLED',
        targetCapacity: 100,
        minimumScalingStepSize: 1,
        maximumScalingStepSize: 10_000,
        instanceWarmupPeriod: 300,
      },
      managedTerminationProtection: group.spot ? 'DISABLED' : 'ENABLED',
      managedDraining: 'ENABLED',
    },
    updateStatus: 'UPDATE_COMPLETE',
    tags: group.tags
      .filter((tag) => tag.key === 'environment' || tag.key === 'team')
      .map((tag) => ({ key: tag.key, value: tag.value })),
    type: 'EC2_AUTOSCALING',
  };
}

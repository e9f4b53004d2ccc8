import type { EcsCluster, EcsContainerInstance } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { arnTail, ec2InstanceArn, resourceId } from '../resource-id.js';
import { iso } from './iso.js';

export function describeContainerInstance(
  instance: EcsContainerInstance,
  cluster: EcsCluster,
  place: { accountId: string; region: string },
): Observed<'ecs_container_instance'> {
  const { registeredResources, remainingResources } = instance;
  const ec2 = instance.ec2InstanceId;
  return {
    id: resourceId('ecs_container_instance', instance.containerInstanceArn),
    kind: 'ecs_container_instance',
    name: ec2 ?? arnTail(instance.containerInstanceArn),
    arn: instance.containerInstanceArn,
    nativeId: arnTail(instance.containerInstanceArn),
    accountId: place.accountId,
    parentId: resourceId('ecs_cluster', cluster.clusterArn),
    state: instance.status,
    tags: instance.tags,
    ended: instance.status === 'INACTIVE',
    attributes: {
      ec2InstanceId: ec2 ?? '',
      ec2ResourceId:
        ec2 === null ? null : resourceId('ec2_instance', ec2InstanceArn(place.region, place.accountId, ec2)),
      agentConnected: instance.agentConnected,
      agentVersion: instance.versionInfo?.agentVersion ?? null,
      dockerVersion: instance.versionInfo?.dockerVersion ?? null,
      capacityProvider: instance.capacityProviderName,
      registered: both(registeredResources),
      remaining: both(remainingResources),
      runningTasks: instance.runningTasksCount,
      pendingTasks: instance.pendingTasksCount,
      availabilityZone:
        instance.attributes.find(({ name }) => name === 'ecs.availability-zone')?.value ?? null,
      usedPorts: usedPorts(remainingResources),
      interfaceTrunk: instance.attributes.some(({ name }) => name === 'ecs.awsvpc-trunk-id'),
      registeredAt: iso(instance.registeredAt),
    },
  };
}

/** AWS lists under what remains the TCP ports that are taken. */
function usedPorts(remaining: Resources): number[] {
  const ports = remaining.find(({ name }) => name === 'PORTS')?.stringSetValue ?? [];
  return ports
    .map(Number)
    .filter((port) => Number.isInteger(port))
    .sort((a, b) => a - b);
}

type Resources = EcsContainerInstance['registeredResources'];

/** CPU units or MiB of an instance; null where AWS does not say. */
export function amountOf(resources: Resources, name: 'CPU' | 'MEMORY'): number | null {
  return resources.find((resource) => resource.name === name)?.integerValue ?? null;
}

function both(resources: Resources): { cpu: number | null; memory: number | null } {
  return { cpu: amountOf(resources, 'CPU'), memory: amountOf(resources, 'MEMORY') };
}

import type { EcsCluster, EcsContainerInstance, EcsService, EcsTask } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { resourceId } from '../resource-id.js';
import { amountOf } from './container-instance.js';

/** What else of a cluster was seen in the same sweep; null: could not be listed. */
export interface ClusterContents {
  services: readonly EcsService[] | null;
  tasks: readonly EcsTask[] | null;
  instances: readonly EcsContainerInstance[] | null;
}

export function describeCluster(
  cluster: EcsCluster,
  contents: ClusterContents,
  accountId: string,
): Observed<'ecs_cluster'> {
  const active = (contents.instances ?? []).filter((instance) => instance.status === 'ACTIVE');
  return {
    id: resourceId('ecs_cluster', cluster.clusterArn),
    kind: 'ecs_cluster',
    name: cluster.clusterName,
    arn: cluster.clusterArn,
    nativeId: cluster.clusterName,
    accountId,
    parentId: null,
    state: cluster.status,
    tags: cluster.tags,
    ended: cluster.status === 'INACTIVE',
    attributes: {
      capacityProviders: cluster.capacityProviders,
      defaultStrategy: cluster.defaultCapacityProviderStrategy,
      launchTypes: launchTypes(contents),
      containerInsights: cluster.settings.find(({ name }) => name === 'containerInsights')?.value ?? null,
      registeredInstances: cluster.registeredContainerInstancesCount,
      runningTasks: cluster.runningTasksCount,
      pendingTasks: cluster.pendingTasksCount,
      activeServices: cluster.activeServicesCount,
      registered: sum(active, 'registeredResources'),
      remaining: sum(active, 'remainingResources'),
    },
  };
}

function launchTypes({ services, tasks, instances }: ClusterContents): string[] {
  const found = new Set<string>();
  for (const task of tasks ?? []) if (task.launchType) found.add(task.launchType);
  for (const service of services ?? []) if (service.launchType) found.add(service.launchType);
  if (instances && instances.length > 0) found.add('EC2');
  return [...found].sort();
}

function sum(
  instances: readonly EcsContainerInstance[],
  member: 'registeredResources' | 'remainingResources',
): { cpu: number; memory: number } | null {
  if (instances.length === 0) return null;
  const total = { cpu: 0, memory: 0 };
  for (const instance of instances) {
    total.cpu += amountOf(instance[member], 'CPU') ?? 0;
    total.memory += amountOf(instance[member], 'MEMORY') ?? 0;
  }
  return total;
}

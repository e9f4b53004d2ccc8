import type { AttributesOf } from '@danji/shared';
import type { EcsService } from '../aws/index.js';
import type { EcsDetails } from './ecs-details/index.js';
import { describeCluster } from './describe/cluster.js';
import { describeContainerInstance } from './describe/container-instance.js';
import { describeLogGroup } from './describe/log-group.js';
import { describeScaling, describeService, primaryOf, type ServiceContext } from './describe/service.js';
import type { Snapshot } from './gather.js';
import type { InventoryKind, Observed } from './observed.js';
import type { InventoryPart } from './parts/index.js';
import { resourceId } from './resource-id.js';
import type { SweepMemory } from './sweep-memory.js';

export interface ObservedFleet {
  resources: Observed[];
  /** Kinds whose whole list was read. */
  complete: Set<InventoryKind>;
}

export interface ObserveOptions {
  accountId: string;
  region: string;
  memory: SweepMemory;
  parts: readonly InventoryPart[];
  details: EcsDetails;
  now: number;
}

/** Turns what AWS answered into resources. Task definitions are added by their own, slower reader. */
export function observeAll(snapshot: Snapshot, options: ObserveOptions): ObservedFleet {
  const fleet: ObservedFleet = { resources: [], complete: new Set() };
  observeClusters(snapshot, options, fleet);
  observeParts(options, snapshot, fleet);
  observeLogGroups(snapshot, options, fleet);
  return fleet;
}

function observeClusters(snapshot: Snapshot, options: ObserveOptions, fleet: ObservedFleet): void {
  const { clusters } = snapshot;
  if (!clusters) return;
  const { accountId } = options;
  noteScaling(snapshot, options.memory);
  fleet.complete.add('ecs_cluster');
  if (clusters.every(({ services }) => services)) fleet.complete.add('ecs_service');
  if (clusters.every(({ instances }) => instances)) fleet.complete.add('ecs_container_instance');
  for (const { cluster, services, instances, tasks } of clusters) {
    const contents = { services, instances, tasks: tasks?.described ?? null };
    fleet.resources.push(describeCluster(cluster, contents, accountId));
    for (const service of services ?? []) {
      const id = resourceId('ecs_service', service.serviceArn);
      fleet.resources.push(
        describeService(service, {
          cluster,
          accountId,
          definition: options.memory.definitions.get(service.taskDefinition ?? '')?.attributes ?? null,
          scaling: options.memory.scaling.get(id) ?? null,
          previousRevision: previousRevision(service, id, options.memory),
          ...detailsOf(service, id, options),
        }),
      );
    }
    for (const instance of instances ?? []) {
      fleet.resources.push(describeContainerInstance(instance, cluster, options));
    }
  }
}

/** What is read one service at a time; until it was read since the start, what was stored before. */
function detailsOf(
  { serviceArn }: EcsService,
  id: string,
  { details, memory }: ObserveOptions,
): Pick<ServiceContext, 'deployment' | 'taskSets' | 'protection'> {
  const stored = memory.storedServices.get(id);
  return {
    deployment: details.deployments.current(serviceArn),
    taskSets: details.taskSets.of(serviceArn) ?? stored?.taskSets ?? null,
    protection: details.protection.of(serviceArn) ?? stored?.protection ?? null,
  };
}

function previousRevision(service: EcsService, id: string, memory: SweepMemory): number | null {
  const startedAt = primaryOf(service)?.createdAt;
  return startedAt == null ? null : memory.revisionBefore(id, startedAt);
}

/** Scaling is read less often than services; what is known stays until it is read again. */
function noteScaling({ scaling, clusters }: Snapshot, memory: SweepMemory): void {
  if (!scaling) return;
  const ids = serviceIdsByScalingId(clusters);
  memory.scaling.clear();
  for (const target of scaling.targets) {
    const id = ids.get(target.ResourceId);
    if (!id || target.ScalableDimension !== 'ecs:service:DesiredCount') continue;
    const policies = scaling.policies.filter(({ ResourceId }) => ResourceId === target.ResourceId);
    const scheduled = scaling.scheduled?.filter(({ ResourceId }) => ResourceId === target.ResourceId) ?? null;
    memory.scaling.set(id, describeScaling(target, policies, scheduled));
  }
}

/** Application Auto Scaling names a service `service/CLUSTER/SERVICE`. */
export function serviceIdsByScalingId(clusters: Snapshot['clusters']): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { cluster, services } of clusters ?? []) {
    for (const { serviceArn, serviceName } of services ?? []) {
      ids.set(`service/${cluster.clusterName}/${serviceName}`, resourceId('ecs_service', serviceArn));
    }
  }
  return ids;
}

/** In their order, so that a part sees what those before it observed. */
function observeParts(options: ObserveOptions, snapshot: Snapshot, fleet: ObservedFleet): void {
  const { accountId, region, now } = options;
  const { parts } = snapshot;
  const tasks = snapshot.clusters?.flatMap((cluster) => cluster.tasks?.described ?? []) ?? [];
  for (const part of options.parts) {
    if (!parts.has(part)) continue;
    const context = {
      accountId,
      region,
      now,
      seen: fleet.resources,
      complete: fleet.complete,
      tasks,
      definitionOf: (arn: string) => options.memory.definitions.get(arn)?.attributes ?? null,
    };
    fleet.resources.push(...part.observe(part.latest, context));
    for (const kind of part.kinds) fleet.complete.add(kind);
  }
}

/** Only groups that something we know writes to: an account may have thousands. */
function observeLogGroups(snapshot: Snapshot, options: ObserveOptions, fleet: ObservedFleet): void {
  if (!snapshot.logGroups || !snapshot.clusters) return;
  const writers = logWriters(fleet.resources, options.memory);
  fleet.complete.add('log_group');
  for (const group of snapshot.logGroups) {
    const usedBy = writers.get(group.logGroupName);
    if (usedBy) fleet.resources.push(describeLogGroup(group, options, [...usedBy]));
  }
}

/** Log group -> ids of the services and databases that write to it, or the task definitions where no service does. */
function logWriters(resources: readonly Observed[], memory: SweepMemory): Map<string, Set<string>> {
  const writers = new Map<string, Set<string>>();
  const add = (group: string, id: string): void => {
    const ids = writers.get(group) ?? new Set();
    writers.set(group, ids.add(id));
  };
  for (const [arn, { attributes }] of memory.definitions) {
    const services = attributes.usedBy.filter((id) => id.startsWith('svc-'));
    const ids = services.length > 0 ? services : [resourceId('ecs_task_definition', arn)];
    for (const { logGroup } of attributes.containers) if (logGroup) for (const id of ids) add(logGroup, id);
  }
  for (const resource of resources) {
    if (resource.kind !== 'rds_instance') continue;
    for (const name of (resource.attributes as AttributesOf<'rds_instance'>).logExports) {
      add(`/aws/rds/instance/${resource.nativeId}/${name}`, resource.id);
    }
  }
  return writers;
}

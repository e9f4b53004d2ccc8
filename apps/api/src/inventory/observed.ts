import type { ATTRIBUTES, AttributesOf } from '@danji/shared';

/** Kinds that the inventory keeps as rows of their own; tasks are task runs. */
export type InventoryKind = keyof typeof ATTRIBUTES;

/** A resource as one sweep saw it. */
export interface Observed<K extends InventoryKind = InventoryKind> {
  id: string;
  kind: K;
  name: string;
  arn: string;
  nativeId: string;
  accountId: string;
  parentId: string | null;
  /** AWS's own word. */
  state: string;
  tags: Record<string, string>;
  attributes: AttributesOf<K>;
  /** AWS lists it still, but it has ended (a terminated instance): kept as a tombstone. */
  ended: boolean;
}

export type { Labels } from '@danji/analysis';

/**
 * Attributes that change by themselves: they are stored when they change, but make no revision and no event.
 * Everything else is configuration.
 */
export const VOLATILE: { readonly [K in InventoryKind]: readonly (keyof AttributesOf<K> & string)[] } = {
  ecs_cluster: [
    'registeredInstances',
    'runningTasks',
    'pendingTasks',
    'activeServices',
    'registered',
    'remaining',
    'launchTypes',
  ],
  // The size follows from the task definition, which may be read a little later than its service.
  ecs_service: [
    'desired',
    'running',
    'pending',
    'rollout',
    'taskCpu',
    'taskMemory',
    'architecture',
    'taskSets',
    'protection',
  ],
  ecs_task_definition: ['usedBy', 'familyRevisions'],
  ecs_container_instance: [
    'agentConnected',
    'remaining',
    'usedPorts',
    'runningTasks',
    'pendingTasks',
    'ec2ResourceId',
  ],
  // From vcpus on: facts of other resources, which are read later and have revisions of their own.
  ec2_instance: [
    'stateReason',
    'containerInstanceId',
    'publicIp',
    'hourlyUsd',
    'autoScalingGroup',
    'vcpus',
    'memoryMiB',
    'image',
    'keyPresent',
    'subnet',
    'checks',
    'scheduledEvents',
    'spotUsd',
    'volumes',
  ],
  capacity_provider: ['updateStatus'],
  auto_scaling_group: ['desired', 'instances'],
  ebs_volume: [],
  image: ['usedBy'],
  rds_cluster: [
    'earliestRestorableTime',
    'latestRestorableTime',
    'members',
    'lifecycle',
    'upgradeTargets',
    'pendingMaintenance',
  ],
  subnet: ['freeAddresses', 'interfaces', 'usedBy', 'public', 'defaultRoute', 'vpcName', 'vpcCidr'],
  security_group: ['usedBy', 'interfaces'],
  load_balancer: ['targetGroups'],
  target_group: ['services', 'targets', 'targetsReadAt', 'containerPort', 'mismatches'],
  alarm: ['stateReason', 'stateSince', 'stateUpdatedAt'],
  canary: ['lastRun', 'stateReason'],
  // What AWS plans and offers changes by itself; parameters are read later than their database.
  rds_instance: [
    'latestRestorableTime',
    'maxConnections',
    'maxConnectionsFrom',
    'memoryBytes',
    'vcpus',
    'lifecycle',
    'upgradeTargets',
    'pendingMaintenance',
    'parameters',
    'certificateValidTill',
    'replicationStatus',
  ],
  log_group: ['storedBytes', 'usedBy'],
};

import { restartsSeen, type TaskObservation, type TaskRun } from '@danji/analysis';
import type { TaskDetail } from '@danji/shared';
import type { EcsTask } from '../../aws/index.js';

/** How a task came to be known: by asking AWS, or by an event whose `updatedAt` is `changedAt` (epoch ms). */
export type Look =
  | { source: 'sweep'; askedAt: number; observedAt: number }
  | { source: 'event'; changedAt: number };

/** One look at a task, as the fold takes it. */
export function observeTask(task: EcsTask, look: Look): TaskObservation {
  return {
    taskArn: task.taskArn,
    ...identityOf(task),
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    version: task.version,
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    healthStatus: task.healthStatus,
    containers: containersOf(task),
    createdAt: task.createdAt,
    connectivityAt: task.connectivityAt,
    pullStartedAt: task.pullStartedAt,
    pullStoppedAt: task.pullStoppedAt,
    startedAt: task.startedAt,
    stoppingAt: task.stoppingAt,
    executionStoppedAt: task.executionStoppedAt,
    stoppedAt: task.stoppedAt,
    ...whenOf(look),
  };
}

function whenOf(look: Look): Pick<TaskObservation, 'source' | 'askedAt' | 'observedAt' | 'changedAt'> {
  if (look.source === 'sweep') return { ...look, changedAt: null };
  const { source, changedAt } = look;
  return { source, changedAt, askedAt: changedAt, observedAt: changedAt };
}

function identityOf(task: EcsTask): Partial<TaskObservation> {
  return {
    clusterArn: task.clusterArn,
    group: task.group,
    startedBy: task.startedBy,
    taskDefinitionArn: task.taskDefinitionArn,
    launchType: task.launchType,
    capacityProviderName: task.capacityProviderName,
    containerInstanceArn: task.containerInstanceArn,
    availabilityZone: task.availabilityZone,
    cpu: task.cpu === null ? null : String(task.cpu),
    memory: task.memory === null ? null : String(task.memory),
    platformVersion: task.platformVersion,
    ...interfaceOf(task),
  };
}

/** By name, so that two looks that list them in another order say the same. */
function containersOf(task: EcsTask): TaskObservation['containers'] {
  return task.containers
    .map(({ name, exitCode, reason, lastStatus, healthStatus, runtimeId, image, imageDigest }) => ({
      name,
      exitCode,
      reason,
      lastStatus,
      healthStatus,
      runtimeId,
      image,
      imageDigest,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function interfaceOf(
  task: EcsTask,
): Pick<TaskObservation, 'eniId' | 'privateIp' | 'subnetId' | 'macAddress'> {
  const attachment = task.attachments.find(
    ({ type }) => type === 'ElasticNetworkInterface' || type === 'eni',
  );
  const detail = (name: string): string | null =>
    attachment?.details.find((candidate) => candidate.name === name)?.value ?? null;
  return {
    eniId: detail('networkInterfaceId'),
    privateIp: detail('privateIPv4Address'),
    subnetId: detail('subnetId'),
    macAddress: detail('macAddress'),
  };
}

/** Containers as the contract shows them. */
export function shownContainers(run: TaskRun): TaskDetail['containers'] {
  return run.containers.map((container) => ({
    name: container.name,
    image: container.image ?? null,
    imageDigest: container.imageDigest ?? null,
    lastStatus: container.lastStatus,
    exitCode: container.exitCode,
    reason: container.reason,
    health: container.healthStatus,
    runtimeId: container.runtimeId,
    restarts: restartsSeen(run, container.name),
  }));
}

/** The task's network interface; null outside awsvpc. */
export function shownNetwork(run: TaskRun): TaskDetail['network'] {
  const { eniId = null, privateIp = null, subnetId = null, macAddress = null } = run;
  if (eniId === null && privateIp === null && subnetId === null && macAddress === null) return null;
  return { eniId, privateIp, subnetId, macAddress };
}

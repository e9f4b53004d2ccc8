import type { TaskObservation } from '@danji/analysis';
import type { TaskDetail } from '@danji/shared';
import type { EcsTask } from '../../aws/index.js';

/** One look at a task, as the fold takes it. */
export function observeTask(task: EcsTask, now: number): TaskObservation {
  return {
    taskArn: task.taskArn,
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
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    version: task.version,
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    healthStatus: task.healthStatus,
    containers: task.containers.map(({ name, exitCode, reason, lastStatus, healthStatus }) => ({
      name,
      exitCode,
      reason,
      lastStatus,
      healthStatus,
    })),
    createdAt: task.createdAt,
    connectivityAt: task.connectivityAt,
    pullStartedAt: task.pullStartedAt,
    pullStoppedAt: task.pullStoppedAt,
    startedAt: task.startedAt,
    stoppingAt: task.stoppingAt,
    executionStoppedAt: task.executionStoppedAt,
    stoppedAt: task.stoppedAt,
    observedAt: now,
  };
}

/** Containers as the contract shows them. */
export function containersOf(task: EcsTask): TaskDetail['containers'] {
  return task.containers.map((container) => ({
    name: container.name,
    image: container.image,
    imageDigest: container.imageDigest,
    lastStatus: container.lastStatus,
    exitCode: container.exitCode,
    reason: container.reason,
    health: container.healthStatus,
    runtimeId: container.runtimeId,
  }));
}

/** The task's network interface; null outside awsvpc. */
export function networkOf(task: EcsTask): TaskDetail['network'] {
  const attachment = task.attachments.find(
    ({ type }) => type === 'ElasticNetworkInterface' || type === 'eni',
  );
  if (!attachment) return null;
  const detail = (name: string): string | null =>
    attachment.details.find((candidate) => candidate.name === name)?.value ?? null;
  return {
    eniId: detail('networkInterfaceId'),
    privateIp: detail('privateIPv4Address'),
    subnetId: detail('subnetId'),
    macAddress: detail('macAddress'),
  };
}

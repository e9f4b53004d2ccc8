import type { AttributesOf } from '@danji/shared';
import { isValidFargateSize, nearestFargateSize } from '@danji/analysis';
import type { EcsTaskDefinition } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { resourceId } from '../resource-id.js';
import { iso } from './iso.js';

type Container = AttributesOf<'ecs_task_definition'>['containers'][number];

export function describeTaskDefinition(
  definition: EcsTaskDefinition,
  accountId: string,
  usedBy: readonly string[],
): Observed<'ecs_task_definition'> {
  return {
    id: resourceId('ecs_task_definition', definition.taskDefinitionArn),
    kind: 'ecs_task_definition',
    name: `${definition.family}:${definition.revision}`,
    arn: definition.taskDefinitionArn,
    nativeId: `${definition.family}:${definition.revision}`,
    accountId,
    parentId: null,
    state: definition.status ?? 'ACTIVE',
    tags: definition.tags,
    ended: false,
    attributes: {
      family: definition.family,
      revision: definition.revision,
      cpu: definition.cpu,
      memory: definition.memory,
      networkMode: definition.networkMode,
      requiresCompatibilities: definition.requiresCompatibilities,
      architecture: definition.runtimePlatform?.cpuArchitecture ?? null,
      operatingSystem: definition.runtimePlatform?.operatingSystemFamily ?? null,
      fargateValid: fargateValid(definition),
      fargateNearest: fargateNearest(definition),
      taskRoleArn: definition.taskRoleArn,
      executionRoleArn: definition.executionRoleArn,
      volumes: definition.volumes.map((volume) => ({ name: volume.name ?? '', type: volumeType(volume) })),
      containers: definition.containerDefinitions.map(describeContainer),
      placementConstraints: definition.placementConstraints.map(({ type, expression }) => ({
        type: type ?? '',
        expression,
      })),
      registeredAt: iso(definition.registeredAt),
      usedBy: [...usedBy].sort(),
      familyRevisions: null,
    },
  };
}

/** Null when the definition is not meant for Fargate. */
function fargateValid({
  requiresCompatibilities,
  cpu,
  memory,
  runtimePlatform,
}: EcsTaskDefinition): boolean | null {
  if (!requiresCompatibilities.includes('FARGATE')) return null;
  if (cpu === null || memory === null) return false;
  return isValidFargateSize({ cpu, memoryMiB: memory }, platformOf(runtimePlatform));
}

function fargateNearest(definition: EcsTaskDefinition): { cpu: number; memory: number } | null {
  const { cpu, memory, runtimePlatform } = definition;
  if (fargateValid(definition) !== false || cpu === null || memory === null) return null;
  const nearest = nearestFargateSize({ cpu, memoryMiB: memory }, platformOf(runtimePlatform));
  return { cpu: nearest.cpu, memory: nearest.memoryMiB };
}

function platformOf(platform: EcsTaskDefinition['runtimePlatform']): 'WINDOWS' | 'LINUX' {
  return platform?.operatingSystemFamily?.startsWith('WINDOWS') ? 'WINDOWS' : 'LINUX';
}

function volumeType(volume: EcsTaskDefinition['volumes'][number]): string {
  if (volume.efsVolumeConfiguration) return 'efs';
  if (volume.dockerVolumeConfiguration) return 'docker';
  if (volume.configuredAtLaunch) return 'ebs';
  return volume.host ? 'host' : 'ephemeral';
}

function describeContainer(container: EcsTaskDefinition['containerDefinitions'][number]): Container {
  const log = container.logConfiguration;
  return {
    name: container.name,
    image: container.image ?? '',
    essential: container.essential ?? true,
    cpu: container.cpu,
    memory: container.memory,
    memoryReservation: container.memoryReservation,
    ports: container.portMappings.map((port) => ({
      containerPort: port.containerPort,
      hostPort: port.hostPort,
      protocol: port.protocol ?? 'tcp',
    })),
    environmentNames: [...container.environment].sort(),
    secretNames: [...container.secrets].sort(),
    healthCheck: container.healthCheck ?? null,
    logDriver: log?.logDriver ?? null,
    logGroup: log?.options['awslogs-group'] ?? null,
    logStreamPrefix: log?.options['awslogs-stream-prefix'] ?? null,
    mountPoints: container.mountPoints.map((mount) => ({
      source: mount.sourceVolume,
      path: mount.containerPath,
      readOnly: mount.readOnly ?? false,
    })),
    stopTimeout: container.stopTimeout,
  };
}

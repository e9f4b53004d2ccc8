import { DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import type { ServicePlan } from '../plan/plan-types.js';
import type { Tag } from '../plan/tag.js';
import type { Revision } from '../simulation/revisions.js';
import type { AwsRecord } from '../types.js';
import { usesInstances } from '../plan/service-plan.js';
import { present } from './record.js';

const SIDECAR_IMAGE = 'public.ecr.aws/appmesh/aws-appmesh-envoy:v1.29.12.1-prod';

/** A task definition as DescribeTaskDefinition answers it. Environment values carry planted marks on purpose: a
 * collector that keeps them can be caught by searching for `PLANTED-`. */
export function taskDefinitionView(revision: Revision): AwsRecord {
  const { service } = revision;
  const onInstances = service ? usesInstances(service) : false;
  const account = revision.arn.split(':')[4];
  return present({
    taskDefinitionArn: revision.arn,
    containerDefinitions: containers(revision),
    family: revision.family,
    taskRoleArn: `arn:aws:iam::${account}:role/${revision.family}-task`,
    executionRoleArn: `arn:aws:iam::${account}:role/ecsTaskExecutionRole`,
    networkMode: service?.networkMode ?? 'awsvpc',
    revision: revision.revision,
    volumes: service?.daemon ? [{ name: 'docker-logs', host: { sourcePath: '/var/log/docker' } }] : [],
    status: revision.status,
    requiresAttributes: requiredAttributes(onInstances),
    placementConstraints: [],
    compatibilities: onInstances ? ['EC2'] : ['EC2', 'FARGATE'],
    runtimePlatform: onInstances ? undefined : { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
    requiresCompatibilities: [onInstances ? 'EC2' : 'FARGATE'],
    cpu: !service || service.taskLevelCpu ? String(revision.cpu) : undefined,
    memory: !service || service.taskLevelCpu ? String(revision.memory) : undefined,
    registeredAt: new Date(revision.registeredAt),
    registeredBy: `arn:aws:iam::${account}:user/ci-deployer`,
    deregisteredAt: revision.status === 'INACTIVE' ? new Date(revision.registeredAt + 20 * DAY) : undefined,
    enableFaultInjection: false,
  });
}

function requiredAttributes(onInstances: boolean): AwsRecord[] {
  const names = [
    'com.amazonaws.ecs.capability.logging-driver.awslogs',
    'ecs.capability.execution-role-awslogs',
  ];
  if (!onInstances) names.push('ecs.capability.task-eni');
  return names.map((name) => ({ name }));
}

function containers(revision: Revision): AwsRecord[] {
  const { service } = revision;
  const main = mainContainer(revision);
  if (!service?.archetype.sidecar) return [main];
  return [
    { ...main, cpu: revision.cpu - 64 },
    {
      name: 'envoy',
      image: SIDECAR_IMAGE,
      cpu: 64,
      memory: 128,
      portMappings: [],
      essential: true,
      environment: [{ name: 'ENVOY_LOG_LEVEL', value: 'PLANTED-ENV-warning' }],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
      logConfiguration: logConfiguration(revision),
    },
  ];
}

/** The name of the container that does the work. */
function mainContainerName(revision: Revision): string {
  if (!revision.service) return revision.family;
  return revision.service.daemon ? 'log-router' : 'app';
}

/** Names of all containers of a revision, the essential one first. */
export function containerNames(revision: Revision): string[] {
  return revision.service?.archetype.sidecar
    ? [mainContainerName(revision), 'envoy']
    : [mainContainerName(revision)];
}

/** Images of a revision's containers with the digests that their tags resolved to. */
export function containerImages(
  revision: Revision,
  ids: Ids,
): { containerName: string; image: string; imageDigest: string }[] {
  return containerNames(revision).map((containerName, index) =>
    index === 0
      ? { containerName, image: revision.image, imageDigest: revision.digest }
      : { containerName, image: SIDECAR_IMAGE, imageDigest: `sha256:${ids.hex('envoy', 64)}` },
  );
}

function mainContainer(revision: Revision): AwsRecord {
  const { service } = revision;
  return present({
    name: mainContainerName(revision),
    image: revision.image,
    cpu: service && !service.taskLevelCpu ? revision.cpu : 0,
    ...memoryLimits(revision),
    portMappings: ports(service),
    essential: true,
    command: revision.job ? ['run', '--token=PLANTED-COMMAND-7f3a'] : undefined,
    environment: environment(revision),
    secrets: secrets(revision),
    mountPoints: service?.daemon
      ? [{ sourceVolume: 'docker-logs', containerPath: '/var/log/docker', readOnly: true }]
      : [],
    volumesFrom: [],
    stopTimeout: service?.handlesSigterm === false ? 30 : undefined,
    systemControls: [],
    logConfiguration: logConfiguration(revision),
    healthCheck: service?.healthCheck
      ? {
          command: [
            'CMD-SHELL',
            `curl -fsS http://localhost:${service.containerPort ?? 8081}/healthz || exit 1`,
          ],
          interval: 30,
          timeout: 5,
          retries: 3,
          startPeriod: 10,
        }
      : undefined,
  });
}

/** Where the task has no size of its own its container has one: a hard limit, or a soft one below twice as much. */
function memoryLimits({ service, memory }: Revision): AwsRecord {
  if (!service || service.taskLevelCpu) return {};
  return service.softMemory ? { memoryReservation: memory, memory: memory * 2 } : { memory };
}

function ports(service: ServicePlan | undefined): AwsRecord[] {
  if (!service?.containerPort) return [];
  const hostPort = service.networkMode === 'bridge' ? 0 : service.containerPort;
  return [{ containerPort: service.containerPort, hostPort, protocol: 'tcp' }];
}

function environment(revision: Revision): AwsRecord[] {
  const tag = `${revision.family}-${revision.revision}`;
  const names = ['APP_ENV', 'LOG_LEVEL', 'FEATURE_FLAGS', 'DB_URL', 'API_TOKEN'];
  if (revision.environmentName) names.push(revision.environmentName);
  return names.map((name) => ({ name, value: `PLANTED-ENV-${name}-${tag}` }));
}

function secrets(revision: Revision): AwsRecord[] {
  const [, , , region, account] = revision.arn.split(':');
  return [
    {
      name: 'DB_PASSWORD',
      valueFrom: `arn:aws:secretsmanager:${region}:${account}:secret:PLANTED-SECRET-${revision.family}-Ab12Cd`,
    },
  ];
}

function logConfiguration(revision: Revision): AwsRecord {
  const log = revision.service?.log ?? revision.job?.log;
  if (!log) throw new Error(`revision ${revision.arn} has neither a service nor a job`);
  return {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': log.group,
      'awslogs-region': revision.arn.split(':')[3] ?? '',
      'awslogs-stream-prefix': log.prefix,
    },
  };
}

export function taskDefinitionTags(revision: Revision): Tag[] {
  return revision.service?.tags.filter((tag) => tag.key === 'team' || tag.key === 'environment') ?? [];
}

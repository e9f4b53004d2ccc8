import { z } from 'zod';
import { amount, count, digits, flag, integer, list, lowerTags, moment, text } from '../answer.js';
import { TaskSetShape } from './ecs-detail-shapes.js';

const strategy = list(z.object({ capacityProvider: z.string(), base: count, weight: count }));

export const ClusterShape = z.object({
  clusterArn: z.string(),
  clusterName: z.string(),
  status: z.string(),
  capacityProviders: list(z.string()),
  defaultCapacityProviderStrategy: strategy,
  settings: list(z.object({ name: text, value: text })),
  registeredContainerInstancesCount: count,
  runningTasksCount: count,
  pendingTasksCount: count,
  activeServicesCount: count,
  tags: lowerTags,
});
export type EcsCluster = z.output<typeof ClusterShape>;

export const DeploymentShape = z.object({
  id: z.string(),
  status: z.string(),
  taskDefinition: z.string(),
  desiredCount: count,
  pendingCount: count,
  runningCount: count,
  failedTasks: count,
  createdAt: moment,
  updatedAt: moment,
  launchType: text,
  capacityProviderStrategy: strategy,
  platformVersion: text,
  rolloutState: text,
  rolloutStateReason: text,
});
export type EcsDeployment = z.output<typeof DeploymentShape>;

/** `distinctInstance`, or `memberOf` with an expression of the cluster query language. */
const constraints = list(z.object({ type: text, expression: text }));

export const ServiceShape = z.object({
  serviceArn: z.string(),
  serviceName: z.string(),
  clusterArn: z.string(),
  status: z.string(),
  desiredCount: count,
  runningCount: count,
  pendingCount: count,
  launchType: text,
  capacityProviderStrategy: strategy,
  platformVersion: text,
  taskDefinition: text,
  schedulingStrategy: text,
  placementStrategy: list(z.object({ type: text, field: text })),
  placementConstraints: constraints,
  deploymentController: z.object({ type: text }).nullish(),
  deploymentConfiguration: z
    .object({
      strategy: text,
      maximumPercent: integer,
      minimumHealthyPercent: integer,
      deploymentCircuitBreaker: z.object({ enable: z.boolean(), rollback: z.boolean() }).nullish(),
    })
    .nullish(),
  deployments: list(DeploymentShape),
  taskSets: list(TaskSetShape),
  events: list(z.object({ id: z.string(), createdAt: z.date(), message: z.string() })),
  loadBalancers: list(z.object({ targetGroupArn: text, containerName: text, containerPort: integer })),
  healthCheckGracePeriodSeconds: integer,
  networkConfiguration: z
    .object({
      awsvpcConfiguration: z
        .object({ subnets: list(z.string()), securityGroups: list(z.string()), assignPublicIp: text })
        .nullish(),
    })
    .nullish(),
  enableExecuteCommand: flag,
  createdAt: moment,
  tags: lowerTags,
});
export type EcsService = z.output<typeof ServiceShape>;

/** Overrides (command, environment) are not listed here, so they never leave the answer. */
export const TaskShape = z.object({
  taskArn: z.string(),
  clusterArn: z.string(),
  taskDefinitionArn: z.string(),
  group: text,
  startedBy: text,
  launchType: text,
  capacityProviderName: text,
  containerInstanceArn: text,
  availabilityZone: text,
  cpu: digits,
  memory: digits,
  platformVersion: text,
  lastStatus: z.string(),
  desiredStatus: z.string(),
  healthStatus: text,
  stopCode: text,
  stoppedReason: text,
  version: integer,
  createdAt: moment,
  connectivityAt: moment,
  pullStartedAt: moment,
  pullStoppedAt: moment,
  startedAt: moment,
  stoppingAt: moment,
  executionStoppedAt: moment,
  stoppedAt: moment,
  containers: list(
    z.object({
      name: z.string(),
      image: text,
      imageDigest: text,
      runtimeId: text,
      lastStatus: text,
      exitCode: integer,
      reason: text,
      healthStatus: text,
      networkBindings: list(z.object({ containerPort: integer, hostPort: integer })),
    }),
  ),
  attachments: list(
    z.object({ id: text, type: text, status: text, details: list(z.object({ name: text, value: text })) }),
  ),
  tags: lowerTags,
});
export type EcsTask = z.output<typeof TaskShape>;

const resources = list(
  z.object({ name: z.string(), integerValue: integer, stringSetValue: list(z.string()) }),
);
export const ContainerInstanceShape = z.object({
  containerInstanceArn: z.string(),
  ec2InstanceId: text,
  status: z.string(),
  agentConnected: z.boolean(),
  versionInfo: z.object({ agentVersion: text, dockerVersion: text }).nullish(),
  capacityProviderName: text,
  registeredResources: resources,
  remainingResources: resources,
  runningTasksCount: count,
  pendingTasksCount: count,
  attributes: list(z.object({ name: z.string(), value: text })),
  registeredAt: moment,
  tags: lowerTags,
});
export type EcsContainerInstance = z.output<typeof ContainerInstanceShape>;

/** Environment values and secret references' values are dropped here: only their names are kept. */
const names = list(z.object({ name: z.string() })).transform((items) => items.map(({ name }) => name));
const LOG_OPTIONS = ['awslogs-group', 'awslogs-stream-prefix', 'awslogs-region'] as const;

export const ContainerDefinitionShape = z.object({
  name: z.string(),
  image: text,
  essential: flag,
  cpu: amount,
  memory: integer,
  memoryReservation: integer,
  portMappings: list(z.object({ containerPort: integer, hostPort: integer, protocol: text })),
  environment: names,
  secrets: names,
  healthCheck: z
    .object({
      command: list(z.string()),
      interval: integer,
      timeout: integer,
      retries: integer,
      startPeriod: integer,
    })
    .nullish(),
  logConfiguration: z
    .object({
      logDriver: text,
      options: z
        .record(z.string(), z.string())
        .nullish()
        .transform((all) => Object.fromEntries(LOG_OPTIONS.map((name) => [name, all?.[name] ?? null]))),
    })
    .nullish(),
  mountPoints: list(z.object({ sourceVolume: text, containerPath: text, readOnly: flag })),
  stopTimeout: integer,
});

export const TaskDefinitionShape = z.object({
  taskDefinitionArn: z.string(),
  family: z.string(),
  revision: z.number().int(),
  status: text,
  cpu: digits,
  memory: digits,
  networkMode: text,
  requiresCompatibilities: list(z.string()),
  runtimePlatform: z.object({ cpuArchitecture: text, operatingSystemFamily: text }).nullish(),
  taskRoleArn: text,
  executionRoleArn: text,
  volumes: list(
    z.object({
      name: text,
      efsVolumeConfiguration: z.object({}).nullish(),
      dockerVolumeConfiguration: z.object({}).nullish(),
      host: z.object({}).nullish(),
      configuredAtLaunch: flag,
    }),
  ),
  containerDefinitions: list(ContainerDefinitionShape),
  placementConstraints: constraints,
  registeredAt: moment,
});
export type EcsTaskDefinition = z.output<typeof TaskDefinitionShape> & { tags: Record<string, string> };

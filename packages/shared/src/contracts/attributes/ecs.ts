import { z } from 'zod';
import { IsoTime } from '../common.js';
import { amounts, int, nint, ntext, ntime, reference, text } from './fields.js';

export const ClusterAttributes = z.object({
  capacityProviders: z.array(text),
  defaultStrategy: z.array(z.object({ capacityProvider: text, base: int, weight: int })),
  launchTypes: z.array(text).describe('FARGATE, EC2, as found on its tasks, services and instances'),
  containerInsights: ntext,
  registeredInstances: int,
  runningTasks: int,
  pendingTasks: int,
  activeServices: int,
  registered: amounts
    .nullable()
    .describe('Sum over ACTIVE container instances; null on Fargate-only clusters'),
  remaining: amounts.nullable(),
});

export const ScalingPolicyAttributes = z.object({
  name: text,
  arn: text,
  type: text.describe('TargetTrackingScaling, StepScaling, PredictiveScaling'),
  metric: ntext.describe('ECSServiceAverageCPUUtilization, ... or a customised metric'),
  target: z.number().nullable(),
  scaleInCooldown: nint,
  scaleOutCooldown: nint,
  disableScaleIn: z.boolean().nullable(),
  steps: z.array(
    z.object({ lower: z.number().nullable(), upper: z.number().nullable(), adjustment: z.number() }),
  ),
  alarms: z.array(text),
});
export const ScalingAttributes = z.object({
  minimum: int,
  maximum: int,
  suspended: z.array(text).describe('dynamic-in, dynamic-out, scheduled'),
  policies: z.array(ScalingPolicyAttributes),
});

export const ServiceAttributes = z.object({
  clusterName: text,
  desired: int,
  running: int,
  pending: int,
  schedulingStrategy: text.describe('REPLICA or DAEMON'),
  launchType: ntext.describe('Derived from the capacity provider when a strategy is used'),
  strategy: z.array(z.object({ capacityProvider: text, base: int, weight: int })),
  taskDefinitionArn: text,
  taskDefinitionId: ntext,
  family: text,
  revision: int,
  taskCpu: nint.describe('CPU units of one task'),
  taskMemory: nint.describe('MiB of one task'),
  architecture: ntext.describe('X86_64 or ARM64'),
  platformVersion: ntext,
  deploymentController: text,
  minimumHealthyPercent: nint,
  maximumPercent: nint,
  circuitBreaker: z.object({ enable: z.boolean(), rollback: z.boolean() }).nullable(),
  rollout: z
    .object({
      state: ntext,
      reason: ntext,
      deploymentId: text,
      revision: int,
      previousRevision: nint,
      failedTasks: int,
      breakerThreshold: nint,
      startedAt: IsoTime,
    })
    .nullable()
    .describe('The PRIMARY deployment'),
  loadBalancers: z.array(z.object({ targetGroupArn: ntext, containerName: ntext, containerPort: nint })),
  healthCheckGracePeriodSeconds: nint,
  subnets: z.array(text),
  securityGroups: z.array(text),
  assignPublicIp: ntext,
  enableExecuteCommand: z.boolean(),
  createdAt: ntime,
  scaling: ScalingAttributes.nullable(),
});

export const ContainerDefinitionAttributes = z.object({
  name: text,
  image: text,
  essential: z.boolean(),
  cpu: nint,
  memory: nint,
  memoryReservation: nint,
  ports: z.array(z.object({ containerPort: nint, hostPort: nint, protocol: text })),
  environmentNames: z.array(text).describe('Names only; values are never stored'),
  secretNames: z.array(text),
  healthCheck: z
    .object({ command: z.array(text), interval: nint, timeout: nint, retries: nint, startPeriod: nint })
    .nullable(),
  logDriver: ntext,
  logGroup: ntext,
  logStreamPrefix: ntext,
  mountPoints: z.array(z.object({ source: ntext, path: ntext, readOnly: z.boolean() })),
  stopTimeout: nint,
});
export const TaskDefinitionAttributes = z.object({
  family: text,
  revision: int,
  cpu: nint,
  memory: nint,
  networkMode: ntext,
  requiresCompatibilities: z.array(text),
  architecture: ntext,
  operatingSystem: ntext,
  fargateValid: z
    .boolean()
    .nullable()
    .describe('Whether the CPU and memory pair launches on Fargate; null when it is not meant to'),
  taskRoleArn: ntext,
  executionRoleArn: ntext,
  volumes: z.array(z.object({ name: text, type: text })),
  containers: z.array(ContainerDefinitionAttributes),
  registeredAt: ntime,
  usedBy: z.array(text).describe('Ids of the services that run it'),
});

export const ContainerInstanceAttributes = z.object({
  ec2InstanceId: text,
  ec2ResourceId: ntext,
  agentConnected: z.boolean(),
  agentVersion: ntext,
  dockerVersion: ntext,
  capacityProvider: ntext,
  registered: amounts,
  remaining: amounts,
  runningTasks: int,
  pendingTasks: int,
  availabilityZone: ntext,
  registeredAt: ntime,
});

export const CapacityProviderAttributes = z.object({
  type: text.describe('FARGATE, FARGATE_SPOT or AUTO_SCALING_GROUP'),
  clusters: z.array(text).describe('Ids of the clusters that it is associated with'),
  autoScalingGroup: reference.nullable().describe("The group's ARN"),
  managedScaling: z
    .object({
      enabled: z.boolean(),
      targetCapacity: nint.describe('Percent of CapacityProviderReservation'),
      minimumStep: nint,
      maximumStep: nint,
      warmupSeconds: nint,
    })
    .nullable(),
  managedTerminationProtection: ntext,
  managedDraining: ntext,
  updateStatus: ntext,
});

export type ClusterAttributes = z.infer<typeof ClusterAttributes>;
export type ScalingAttributes = z.infer<typeof ScalingAttributes>;
export type ServiceAttributes = z.infer<typeof ServiceAttributes>;
export type TaskDefinitionAttributes = z.infer<typeof TaskDefinitionAttributes>;
export type ContainerInstanceAttributes = z.infer<typeof ContainerInstanceAttributes>;
export type CapacityProviderAttributes = z.infer<typeof CapacityProviderAttributes>;

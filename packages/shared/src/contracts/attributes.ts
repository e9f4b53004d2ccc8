import { z } from 'zod';
import { IsoTime } from './common.js';

/** What a resource carries beyond its common fields, by kind. Null is "AWS did not say", never zero. */
const text = z.string();
const int = z.number().int();
const nint = int.nullable();
const ntext = text.nullable();
const ntime = IsoTime.nullable();
const amounts = z.object({ cpu: nint, memory: nint }).describe('CPU units (1024 = 1 vCPU) and MiB');

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

export const Ec2InstanceAttributes = z.object({
  instanceType: text,
  architecture: ntext,
  lifecycle: text.describe('on-demand, spot'),
  launchTime: ntime,
  imageId: ntext,
  keyName: ntext,
  vpcId: ntext,
  subnetId: ntext,
  availabilityZone: ntext,
  privateIp: ntext,
  publicIp: ntext,
  securityGroups: z.array(z.object({ id: text, name: ntext })),
  iamInstanceProfile: ntext,
  monitoring: ntext.describe('basic or detailed'),
  metadataTokens: ntext.describe('optional or required (IMDSv2)'),
  autoScalingGroup: ntext,
  containerInstanceId: ntext,
  stateReason: ntext,
  hourlyUsd: z.number().nullable().describe('List price where known'),
});

export const AutoScalingGroupAttributes = z.object({
  minimum: int,
  maximum: int,
  desired: int,
  instances: z.array(
    z.object({ instanceId: text, state: text, health: text, zone: text, protected: z.boolean() }),
  ),
  zones: z.array(text),
  capacityRebalance: z.boolean(),
  suspended: z.array(text),
  healthCheckType: text,
});

export const RdsInstanceAttributes = z.object({
  engine: text,
  engineVersion: text,
  instanceClass: text,
  storageType: ntext,
  allocatedGiB: int,
  maxAllocatedGiB: nint,
  iops: nint,
  throughput: nint,
  multiAz: z.boolean(),
  availabilityZone: ntext,
  secondaryZone: ntext,
  endpoint: ntext,
  port: nint,
  backupRetentionDays: nint,
  backupWindow: ntext,
  maintenanceWindow: ntext,
  latestRestorableTime: ntime,
  publiclyAccessible: z.boolean(),
  encrypted: z.boolean(),
  deletionProtection: z.boolean(),
  performanceInsights: z.boolean(),
  enhancedMonitoringSeconds: nint,
  logExports: z.array(text),
  replicaOf: ntext,
  replicas: z.array(text),
  pendingChanges: z.array(text).describe('Names of the attributes that wait for the window'),
  caCertificate: ntext,
  createdAt: ntime,
  maxConnections: nint.describe('Computed from the class; approximate'),
  memoryBytes: z.number().nullable(),
});

export const LogGroupAttributes = z.object({
  retentionDays: nint,
  storedBytes: z.number().nullable(),
  createdAt: ntime,
  usedBy: z.array(text).describe('Ids of the services or databases that write to it'),
});

export const ATTRIBUTES = {
  ecs_cluster: ClusterAttributes,
  ecs_service: ServiceAttributes,
  ecs_task_definition: TaskDefinitionAttributes,
  ecs_container_instance: ContainerInstanceAttributes,
  ec2_instance: Ec2InstanceAttributes,
  auto_scaling_group: AutoScalingGroupAttributes,
  rds_instance: RdsInstanceAttributes,
  log_group: LogGroupAttributes,
} as const;
export type AttributesOf<K extends keyof typeof ATTRIBUTES> = z.infer<(typeof ATTRIBUTES)[K]>;
export type ServiceAttributes = z.infer<typeof ServiceAttributes>;
export type ScalingAttributes = z.infer<typeof ScalingAttributes>;
export type ClusterAttributes = z.infer<typeof ClusterAttributes>;
export type TaskDefinitionAttributes = z.infer<typeof TaskDefinitionAttributes>;
export type ContainerInstanceAttributes = z.infer<typeof ContainerInstanceAttributes>;
export type Ec2InstanceAttributes = z.infer<typeof Ec2InstanceAttributes>;
export type AutoScalingGroupAttributes = z.infer<typeof AutoScalingGroupAttributes>;
export type RdsInstanceAttributes = z.infer<typeof RdsInstanceAttributes>;
export type LogGroupAttributes = z.infer<typeof LogGroupAttributes>;

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

const CustomMetricAttributes = z.object({
  namespace: text,
  metric: text,
  stat: text,
  dimensions: z.record(z.string(), z.string()),
});
export const ScalingPolicyAttributes = z.object({
  name: text,
  arn: text,
  type: text.describe('TargetTrackingScaling, StepScaling, PredictiveScaling'),
  metric: ntext.describe('ECSServiceAverageCPUUtilization, ... or a customised metric'),
  customMetric: CustomMetricAttributes.nullish().describe(
    'The customised metric in full; null for predefined ones and metric maths',
  ),
  target: z.number().nullable(),
  scaleInCooldown: nint,
  scaleOutCooldown: nint,
  disableScaleIn: z.boolean().nullable(),
  adjustmentType: ntext
    .default(null)
    .describe('Of step and simple scaling: ChangeInCapacity, PercentChangeInCapacity, ExactCapacity'),
  steps: z.array(
    z.object({ lower: z.number().nullable(), upper: z.number().nullable(), adjustment: z.number() }),
  ),
  alarms: z.array(text),
});
export const ScheduledScalingAttributes = z.object({
  name: text,
  schedule: text.describe('at(…), rate(…) or cron(…)'),
  timezone: ntext.describe('Null: UTC'),
  startAt: ntime,
  endAt: ntime,
  minimum: nint,
  maximum: nint,
});
export const ScalingAttributes = z.object({
  minimum: int,
  maximum: int,
  suspended: z.array(text).describe('dynamic-in, dynamic-out, scheduled'),
  policies: z.array(ScalingPolicyAttributes),
  scheduled: z
    .array(ScheduledScalingAttributes)
    .nullable()
    .default(null)
    .describe('Null: not read yet, or not allowed'),
});

export const TaskSetAttributes = z.object({
  id: text.describe('ecs-svc/N'),
  status: text.describe('PRIMARY, ACTIVE, DRAINING'),
  externalId: ntext,
  startedBy: ntext,
  taskDefinition: text.describe('family:revision'),
  desired: int,
  pending: int,
  running: int,
  scalePercent: z.number().nullable(),
  stability: ntext.describe('STEADY_STATE or STABILIZING'),
  createdAt: ntime,
});
/** Tasks that a scale-in passes over. AWS answers it for named tasks only, so it is as old as it says. */
export const TaskProtectionAttributes = z.object({
  tasks: z.array(z.object({ id: text.describe('Id of the task'), until: ntime })),
  checked: int.describe('How many running tasks were asked about'),
  readAt: IsoTime,
});

const PlacementConstraint = z.object({
  type: text.describe('distinctInstance or memberOf'),
  expression: ntext,
});

export const ServiceAttributes = z.object({
  clusterName: text,
  desired: int,
  running: int,
  pending: int,
  schedulingStrategy: text.describe('REPLICA or DAEMON'),
  placementStrategy: z
    .array(z.object({ type: text, field: ntext }))
    .default([])
    .describe('spread, binpack or random, in the order in which ECS takes them'),
  placementConstraints: z
    .array(PlacementConstraint)
    .default([])
    .describe('Of the service and of its task definition'),
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
      status: ntext.default(null).describe("AWS's word for the service deployment: SUCCESSFUL, ROLLBACK_…"),
      stage: ntext.default(null).describe('Lifecycle stage: SCALE_UP, BAKE_TIME, …'),
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
  taskSets: z
    .array(TaskSetAttributes)
    .nullable()
    .default(null)
    .describe(
      'Of the deployment controllers EXTERNAL and CODE_DEPLOY; null where there are none or not read',
    ),
  protection: TaskProtectionAttributes.nullable()
    .default(null)
    .describe('Of services that scale; null: not read yet, not allowed, or it does not scale'),
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
  fargateNearest: z
    .object({ cpu: int, memory: int })
    .nullable()
    .default(null)
    .describe('The size to take instead, where the pair does not launch on Fargate'),
  taskRoleArn: ntext,
  executionRoleArn: ntext,
  volumes: z.array(z.object({ name: text, type: text })),
  containers: z.array(ContainerDefinitionAttributes),
  placementConstraints: z.array(PlacementConstraint).default([]),
  registeredAt: ntime,
  usedBy: z.array(text).describe('Ids of the services that run it'),
  familyRevisions: z
    .object({
      newest: z
        .array(z.object({ revision: int, status: text.describe('ACTIVE or INACTIVE') }))
        .describe('Newest first'),
      complete: z.boolean().describe('False where the family has more than are listed'),
      readAt: IsoTime,
    })
    .nullable()
    .default(null)
    .describe('Every revision of the family that AWS lists; null: not read yet, or not allowed'),
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
  usedPorts: z.array(int).default([]).describe('TCP ports of the host that are taken'),
  interfaceTrunk: z
    .boolean()
    .nullable()
    .default(null)
    .describe('Whether ENI trunking raises how many awsvpc tasks it takes'),
  registeredAt: ntime,
});

export const CapacityProviderAttributes = z.object({
  type: text.describe('FARGATE, FARGATE_SPOT, EC2_AUTOSCALING or MANAGED_INSTANCES'),
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
export type TaskSetAttributes = z.infer<typeof TaskSetAttributes>;
export type ScalingPolicyAttributes = z.infer<typeof ScalingPolicyAttributes>;
export type ScheduledScalingAttributes = z.infer<typeof ScheduledScalingAttributes>;
export type ScalingAttributes = z.infer<typeof ScalingAttributes>;
export type ServiceAttributes = z.infer<typeof ServiceAttributes>;
export type TaskDefinitionAttributes = z.infer<typeof TaskDefinitionAttributes>;
export type ContainerInstanceAttributes = z.infer<typeof ContainerInstanceAttributes>;
export type CapacityProviderAttributes = z.infer<typeof CapacityProviderAttributes>;

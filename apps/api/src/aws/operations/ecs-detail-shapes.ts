import { z } from 'zod';
import { amount, count, integer, list, lowerTags, moment, text } from '../answer.js';

export const CapacityProviderShape = z.object({
  capacityProviderArn: z.string(),
  name: z.string(),
  type: text,
  status: text,
  updateStatus: text,
  autoScalingGroupProvider: z
    .object({
      autoScalingGroupArn: z.string(),
      managedScaling: z
        .object({
          status: text,
          targetCapacity: integer,
          minimumScalingStepSize: integer,
          maximumScalingStepSize: integer,
          instanceWarmupPeriod: integer,
        })
        .nullish(),
      managedTerminationProtection: text,
      managedDraining: text,
    })
    .nullish(),
  tags: lowerTags,
});
export type EcsCapacityProvider = z.output<typeof CapacityProviderShape>;

export const ServiceDeploymentBriefShape = z.object({
  serviceDeploymentArn: z.string(),
  status: text,
  finishedAt: moment,
});
export type EcsServiceDeploymentBrief = z.output<typeof ServiceDeploymentBriefShape>;

const revisionSummary = z.object({
  arn: z.string(),
  requestedTaskCount: integer,
  runningTaskCount: integer,
  pendingTaskCount: integer,
  requestedTestTrafficWeight: amount,
  requestedProductionTrafficWeight: amount,
});
const rolloutConfiguration = z.object({
  strategy: text,
  bakeTimeInMinutes: amount,
  linearConfiguration: z.object({ stepPercent: amount, stepBakeTimeInMinutes: amount }).nullish(),
  canaryConfiguration: z.object({ canaryPercent: amount, canaryBakeTimeInMinutes: amount }).nullish(),
  // What a hook is told (hookDetails) may hold anything, and is dropped here.
  lifecycleHooks: list(z.object({ hookTargetArn: text, lifecycleStages: list(z.string()) })),
});
export const ServiceDeploymentShape = z.object({
  serviceDeploymentArn: z.string(),
  serviceArn: text,
  createdAt: moment,
  startedAt: moment,
  finishedAt: moment,
  updatedAt: moment,
  sourceServiceRevisions: list(revisionSummary),
  targetServiceRevision: revisionSummary.nullish(),
  status: text,
  statusReason: text,
  lifecycleStage: text,
  deploymentConfiguration: rolloutConfiguration.nullish(),
  rollback: z.object({ reason: text, startedAt: moment, serviceRevisionArn: text }).nullish(),
  deploymentCircuitBreaker: z.object({ status: text, failureCount: integer, threshold: integer }).nullish(),
  alarms: z
    .object({ status: text, alarmNames: list(z.string()), triggeredAlarmNames: list(z.string()) })
    .nullish(),
});
export type EcsServiceDeployment = z.output<typeof ServiceDeploymentShape>;

export const ServiceRevisionShape = z.object({
  serviceRevisionArn: z.string(),
  taskDefinition: text,
  createdAt: moment,
  containerImages: list(z.object({ containerName: text, image: text, imageDigest: text })),
  loadBalancers: list(
    z.object({
      targetGroupArn: text,
      advancedConfiguration: z.object({ alternateTargetGroupArn: text }).nullish(),
    }),
  ),
});
export type EcsServiceRevision = z.output<typeof ServiceRevisionShape>;

export const TaskSetShape = z.object({
  id: z.string(),
  status: text,
  externalId: text,
  startedBy: text,
  taskDefinition: text,
  computedDesiredCount: count,
  pendingCount: count,
  runningCount: count,
  scale: z.object({ value: amount, unit: text }).nullish(),
  stabilityStatus: text,
  createdAt: moment,
  updatedAt: moment,
});
export type EcsTaskSet = z.output<typeof TaskSetShape>;

export const ProtectedTaskShape = z.object({
  taskArn: z.string(),
  protectionEnabled: z.boolean(),
  expirationDate: moment,
});
export type EcsProtectedTask = z.output<typeof ProtectedTaskShape>;

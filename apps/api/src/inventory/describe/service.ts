import type { AttributesOf } from '@danji/shared';
import type {
  EcsCluster,
  EcsDeployment,
  EcsService,
  ScalableTarget,
  ScalingPolicy,
  ScheduledAction,
} from '../../aws/index.js';
import type { CurrentDeployment } from '../ecs-details/service-deployments.js';
import type { Observed } from '../observed.js';
import { deploymentId, familyAndRevision, resourceId } from '../resource-id.js';
import { iso } from './iso.js';
import { describeSteps, describeTracking } from './policy-parts.js';

type Attributes = AttributesOf<'ecs_service'>;
type Scaling = NonNullable<Attributes['scaling']>;
type Definition = AttributesOf<'ecs_task_definition'>;

export interface ServiceContext {
  cluster: EcsCluster;
  accountId: string;
  /** Of the revision it runs; null while it was not described. */
  definition: Definition | null;
  scaling: Scaling | null;
  /** Revision that ran before the PRIMARY deployment's; null where not known. */
  previousRevision: number | null;
  /** What AWS says of the newest rollout; null while it was not read. */
  deployment: CurrentDeployment | null;
  taskSets: Attributes['taskSets'];
  protection: Attributes['protection'];
}

export function describeService(service: EcsService, context: ServiceContext): Observed<'ecs_service'> {
  const { cluster, definition } = context;
  const primary = primaryOf(service);
  const definitionArn = service.taskDefinition ?? primary?.taskDefinition ?? '';
  const network = service.networkConfiguration?.awsvpcConfiguration;
  const configuration = service.deploymentConfiguration;
  return {
    id: resourceId('ecs_service', service.serviceArn),
    kind: 'ecs_service',
    name: service.serviceName,
    arn: service.serviceArn,
    nativeId: service.serviceName,
    accountId: context.accountId,
    parentId: resourceId('ecs_cluster', cluster.clusterArn),
    state: service.status,
    tags: service.tags,
    ended: service.status === 'INACTIVE',
    attributes: {
      clusterName: cluster.clusterName,
      desired: service.desiredCount,
      running: service.runningCount,
      pending: service.pendingCount,
      schedulingStrategy: service.schedulingStrategy ?? 'REPLICA',
      placementStrategy: service.placementStrategy.map(({ type, field }) => ({ type: type ?? '', field })),
      placementConstraints: [
        ...service.placementConstraints,
        ...(definition?.placementConstraints ?? []),
      ].map(({ type, expression }) => ({ type: type ?? '', expression })),
      launchType: service.launchType ?? launchTypeOfStrategy(service.capacityProviderStrategy),
      strategy: service.capacityProviderStrategy,
      taskDefinitionArn: definitionArn,
      taskDefinitionId: definitionArn === '' ? null : resourceId('ecs_task_definition', definitionArn),
      ...familyAndRevision(definitionArn),
      taskCpu: definition?.cpu ?? containerSum(definition, 'cpu'),
      taskMemory: definition?.memory ?? containerSum(definition, 'memory'),
      architecture: definition ? (definition.architecture ?? 'X86_64') : null,
      platformVersion: service.platformVersion,
      deploymentController: service.deploymentController?.type ?? 'ECS',
      minimumHealthyPercent: configuration?.minimumHealthyPercent ?? null,
      maximumPercent: configuration?.maximumPercent ?? null,
      circuitBreaker: configuration?.deploymentCircuitBreaker ?? null,
      rollout: primary ? rolloutOf(service, primary, context) : null,
      loadBalancers: service.loadBalancers,
      healthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds,
      subnets: [...(network?.subnets ?? [])].sort(),
      securityGroups: [...(network?.securityGroups ?? [])].sort(),
      assignPublicIp: network?.assignPublicIp ?? null,
      enableExecuteCommand: service.enableExecuteCommand ?? false,
      createdAt: iso(service.createdAt),
      scaling: context.scaling,
      taskSets: context.taskSets,
      protection: context.scaling === null ? null : context.protection,
    },
  };
}

export function primaryOf(service: EcsService): EcsDeployment | null {
  return service.deployments.find(({ status }) => status === 'PRIMARY') ?? null;
}

/** AWS leaves launchType out under a strategy; the provider's name tells (FARGATE, FARGATE_SPOT, else EC2). */
function launchTypeOfStrategy(strategy: EcsService['capacityProviderStrategy']): string | null {
  const first = strategy[0];
  if (!first) return null;
  return first.capacityProvider.startsWith('FARGATE') ? 'FARGATE' : 'EC2';
}

/** Without a task-level size the task takes what its containers ask for. */
function containerSum(definition: Definition | null, member: 'cpu' | 'memory'): number | null {
  if (!definition) return null;
  const sizes = definition.containers.map((container) =>
    member === 'cpu' ? container.cpu : (container.memory ?? container.memoryReservation),
  );
  const known = sizes.filter((size): size is number => size !== null && size > 0);
  return known.length === 0 ? null : Math.round(known.reduce((total, size) => total + size, 0));
}

function rolloutOf(
  service: EcsService,
  primary: EcsDeployment,
  { previousRevision, deployment }: ServiceContext,
): NonNullable<Attributes['rollout']> {
  // A rollout that began after the detail was read is not what the detail is about.
  const breaker = breakerOf(service);
  const detail = deployment && isAbout(deployment, primary) ? deployment.detail : null;
  return {
    state: primary.rolloutState,
    reason: primary.rolloutStateReason,
    deploymentId: deploymentId(service.serviceArn, primary.id),
    revision: familyAndRevision(primary.taskDefinition).revision,
    previousRevision,
    failedTasks: detail?.breaker?.failures ?? primary.failedTasks,
    breakerThreshold: breaker.enabled ? (detail?.breaker?.threshold ?? breaker.threshold) : null,
    status: detail?.status ?? null,
    stage: detail?.stage ?? null,
    startedAt: iso(primary.createdAt ?? 0),
  };
}

const SAME_START_MS = 10_000;

/** A service deployment is known by the number of its revision, which is that of the deployment, or by its beginning. */
function isAbout({ createdAt, detail }: CurrentDeployment, primary: EcsDeployment): boolean {
  const begins = primary.createdAt ?? 0;
  return primary.id.endsWith(`/${detail.target.id}`) || Math.abs(begins - createdAt) < SAME_START_MS;
}

/**
 * The circuit breaker of a service. Failed tasks until it trips: half of desired, rounded up, at least 3 and at most
 * 200 (Amazon ECS developer guide, "deployment circuit breaker").
 */
export function breakerOf(service: EcsService): {
  enabled: boolean;
  rollback: boolean;
  threshold: number | null;
} {
  const breaker = service.deploymentConfiguration?.deploymentCircuitBreaker;
  const enabled = breaker?.enable ?? false;
  return {
    enabled,
    rollback: breaker?.rollback ?? false,
    threshold: enabled ? Math.min(200, Math.max(3, Math.ceil(service.desiredCount / 2))) : null,
  };
}

/** A service's scaling by its Application Auto Scaling resource id (`service/cluster/service`). */
export function describeScaling(
  target: ScalableTarget,
  policies: readonly ScalingPolicy[],
  scheduled: readonly ScheduledAction[] | null,
): Scaling {
  const suspended = target.SuspendedState;
  return {
    minimum: target.MinCapacity,
    maximum: target.MaxCapacity,
    suspended: [
      ...(suspended?.DynamicScalingInSuspended ? ['dynamic-in'] : []),
      ...(suspended?.DynamicScalingOutSuspended ? ['dynamic-out'] : []),
      ...(suspended?.ScheduledScalingSuspended ? ['scheduled'] : []),
    ],
    policies: policies.map(describePolicy).sort((a, b) => (a.name < b.name ? -1 : 1)),
    scheduled: scheduled && scheduled.map(describeScheduled).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function describeScheduled(action: ScheduledAction): NonNullable<Scaling['scheduled']>[number] {
  return {
    name: action.ScheduledActionName,
    schedule: action.Schedule,
    timezone: action.Timezone,
    startAt: iso(action.StartTime),
    endAt: iso(action.EndTime),
    minimum: action.ScalableTargetAction?.MinCapacity ?? null,
    maximum: action.ScalableTargetAction?.MaxCapacity ?? null,
  };
}

function describePolicy(policy: ScalingPolicy): Scaling['policies'][number] {
  const tracking = policy.TargetTrackingScalingPolicyConfiguration;
  const step = policy.StepScalingPolicyConfiguration;
  return {
    name: policy.PolicyName,
    arn: policy.PolicyARN,
    type: policy.PolicyType,
    ...describeTracking(tracking),
    scaleInCooldown: tracking?.ScaleInCooldown ?? step?.Cooldown ?? null,
    scaleOutCooldown: tracking?.ScaleOutCooldown ?? step?.Cooldown ?? null,
    adjustmentType: step?.AdjustmentType ?? null,
    steps: describeSteps(step?.StepAdjustments ?? []),
    alarms: policy.Alarms.map(({ AlarmName }) => AlarmName).sort(),
  };
}

import { shiftsTraffic } from '../../plan/rollout-plan.js';
import { stageAt, type Stage } from '../../simulation/rollout-stages.js';
import type { ClusterState } from '../../simulation/region-state.js';
import type { Deployment, ServiceState } from '../../simulation/service-state.js';
import type { AwsRecord, Millis } from '../../types.js';
import { present, seen } from '../record.js';
import { countTasks, deploymentConfiguration } from '../service-parts.js';

/** ECS takes a moment before it starts a deployment: PENDING. */
const PENDING_MS = 1600;

export function serviceDeploymentArn(
  cluster: ClusterState,
  service: ServiceState,
  deployment: Deployment,
): string {
  const { region, accountId } = cluster.plan.region;
  return `arn:aws:ecs:${region}:${accountId}:service-deployment/${cluster.plan.name}/${service.plan.name}/${deployment.serviceDeploymentId}`;
}

export function serviceRevisionArn(
  cluster: ClusterState,
  service: ServiceState,
  deployment: Deployment,
): string {
  const { region, accountId } = cluster.plan.region;
  return `arn:aws:ecs:${region}:${accountId}:service-revision/${cluster.plan.name}/${service.plan.name}/${deployment.serviceRevisionId}`;
}

/** A service deployment as DescribeServiceDeployments answers it. */
export function serviceDeploymentView(
  cluster: ClusterState,
  service: ServiceState,
  deployment: Deployment,
  now: Millis,
): AwsRecord {
  const { rollout } = service.plan;
  const status = statusAt(deployment, now);
  const isOpen = ['PENDING', 'IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'].includes(status);
  const stage = shiftsTraffic(rollout) ? stageAt(rollout, deployment, now) : undefined;
  const stopped = deployment.rollback ? undefined : (deployment.failedAt ?? deployment.supersededAt);
  const revision = (of: Deployment, shift: Stage | undefined) =>
    revisionSummary(cluster, service, of, now, isOpen, shift);
  return present({
    serviceDeploymentArn: serviceDeploymentArn(cluster, service, deployment),
    serviceArn: service.plan.arn,
    clusterArn: cluster.plan.arn,
    createdAt: new Date(deployment.createdAt),
    startedAt: seen(deployment.createdAt + PENDING_MS, now),
    finishedAt: seen(deployment.finishedAt ?? deployment.rollback?.doneAt ?? stopped, now),
    stoppedAt: deployment.finishedAt === undefined ? seen(stopped, now) : undefined,
    updatedAt: new Date(deployment.updatedAt),
    sourceServiceRevisions: deployment.sources.map((source) => revision(source, stage && opposite(stage))),
    targetServiceRevision: revision(deployment, stage),
    status,
    statusReason: deployment.failedAt === undefined ? undefined : FAILED,
    lifecycleStage: status === 'PENDING' ? undefined : stage?.name,
    deploymentConfiguration: deploymentConfiguration(service),
    rollback: deployment.rollback && {
      reason: FAILED,
      startedAt: new Date(deployment.rollback.at),
      serviceRevisionArn: serviceRevisionArn(cluster, service, deployment.rollback.to),
    },
    deploymentCircuitBreaker: breakerView(deployment),
  });
}

const FAILED = 'ECS deployment circuit breaker: tasks failed to start.';

function statusAt(deployment: Deployment, now: Millis): string {
  if (deployment.finishedAt !== undefined) return 'SUCCESSFUL';
  if (deployment.rollback)
    return deployment.rollback.doneAt === undefined ? 'ROLLBACK_IN_PROGRESS' : 'ROLLBACK_SUCCESSFUL';
  if (deployment.failedAt !== undefined || deployment.supersededAt !== undefined) return 'STOPPED';
  return now < deployment.createdAt + PENDING_MS ? 'PENDING' : 'IN_PROGRESS';
}

function breakerView(deployment: Deployment): AwsRecord {
  const { enable, threshold } = deployment.breaker;
  if (!enable) return { status: 'DISABLED', failureCount: 0, threshold: 0 };
  const isOver = deployment.finishedAt !== undefined || deployment.supersededAt !== undefined;
  return {
    status: deployment.failedAt !== undefined ? 'TRIGGERED' : isOver ? 'MONITORING_COMPLETE' : 'MONITORING',
    failureCount: deployment.failedTasks,
    threshold,
  };
}

function opposite(stage: Stage): Stage {
  return { ...stage, test: 100 - stage.test, production: 100 - stage.production };
}

function revisionSummary(
  cluster: ClusterState,
  service: ServiceState,
  deployment: Deployment,
  now: Millis,
  isOpen: boolean,
  stage: Stage | undefined,
): AwsRecord {
  const { running, pending } = countTasks(service.live, now, deployment);
  return present({
    arn: serviceRevisionArn(cluster, service, deployment),
    requestedTaskCount: deployment.status === 'PRIMARY' ? service.desired : isOpen ? running : 0,
    runningTaskCount: running,
    pendingTaskCount: pending,
    requestedTestTrafficWeight: stage?.test,
    requestedProductionTrafficWeight: stage?.production,
  });
}

import { stageAt } from '../../simulation/rollout-stages.js';
import { isHealthy } from '../../simulation/rollouts.js';
import type { ClusterState } from '../../simulation/region-state.js';
import type { Deployment, ServiceState } from '../../simulation/service-state.js';
import type { AwsRecord, Millis } from '../../types.js';
import { present } from '../record.js';
import { countTasks, isFargate, loadBalancers, networkConfiguration } from '../service-parts.js';

/** A task set of a service that CodeDeploy, or somebody's own pipeline, rolls out. */
export function taskSetView(
  cluster: ClusterState,
  service: ServiceState,
  deployment: Deployment,
  now: Millis,
): AwsRecord {
  const { plan } = service;
  const { region, accountId } = cluster.plan.region;
  const { running, pending } = countTasks(service.live, now, deployment);
  const byCodeDeploy = plan.rollout.controller === 'CODE_DEPLOY';
  const steady = isSteady(service, deployment, now);
  return present({
    id: deployment.id,
    taskSetArn: `arn:aws:ecs:${region}:${accountId}:task-set/${cluster.plan.name}/${plan.name}/${deployment.id}`,
    serviceArn: plan.arn,
    clusterArn: cluster.plan.arn,
    startedBy: byCodeDeploy ? 'CODE_DEPLOY' : undefined,
    externalId: byCodeDeploy
      ? cluster.region.ids.codeDeploy(deployment.id)
      : `${plan.name}-release-${deployment.revision.revision}`,
    status: statusAt(service, deployment, now),
    taskDefinition: deployment.revision.arn,
    computedDesiredCount: service.desired,
    pendingCount: pending,
    runningCount: running,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    launchType: plan.launchType,
    capacityProviderStrategy: plan.strategy,
    platformVersion: isFargate(service) ? '1.4.0' : undefined,
    platformFamily: isFargate(service) ? 'Linux' : undefined,
    networkConfiguration: networkConfiguration(service),
    loadBalancers: loadBalancers(service),
    serviceRegistries: [],
    scale: { value: 100, unit: 'PERCENT' },
    stabilityStatus: steady ? 'STEADY_STATE' : 'STABILIZING',
    stabilityStatusAt: new Date(deployment.completedAt ?? deployment.updatedAt),
    tags: [],
  });
}

/** PRIMARY serves production traffic: the new set from the shift on, the old one until then. */
function statusAt(service: ServiceState, deployment: Deployment, now: Millis): string {
  const newest = service.primary;
  if (service.deployments.length === 1) return 'PRIMARY';
  const hasShifted = stageAt(service.plan.rollout, newest, now).production === 100;
  if (deployment === newest) return hasShifted ? 'PRIMARY' : 'ACTIVE';
  return hasShifted ? 'ACTIVE' : 'PRIMARY';
}

function isSteady(service: ServiceState, deployment: Deployment, now: Millis): boolean {
  const own = [...service.live].filter((run) => run.deployment === deployment && run.isWanted(now));
  return own.length === service.desired && own.every((run) => isHealthy(run, now));
}

import type { Deployment, ServiceState } from '../simulation/service-state.js';
import type { ClusterState } from '../simulation/region-state.js';
import type { AwsRecord, Millis } from '../types.js';
import { serviceDeploymentArn, serviceRevisionArn } from './ecs/service-deployment-view.js';
import { taskSetView } from './ecs/task-set-view.js';
import { present } from './record.js';
import {
  countTasks,
  deploymentConfiguration,
  isFargate,
  loadBalancers,
  networkConfiguration,
} from './service-parts.js';

/** A service as DescribeServices answers it at `now`; the wire leaves tags out where they were not asked for. */
export function serviceView(cluster: ClusterState, service: ServiceState, now: Millis): AwsRecord {
  const { plan } = service;
  const counts = countTasks(service.live, now);
  const { accountId } = cluster.plan.region;
  const primary = service.primary;
  return present({
    serviceArn: plan.arn,
    serviceName: plan.name,
    clusterArn: cluster.plan.arn,
    loadBalancers: loadBalancers(service),
    serviceRegistries: [],
    status: 'ACTIVE',
    desiredCount: service.desired,
    runningCount: counts.running,
    pendingCount: counts.pending,
    launchType: plan.launchType,
    capacityProviderStrategy: plan.strategy,
    platformVersion: isFargate(service) ? 'LATEST' : undefined,
    platformFamily: isFargate(service) ? 'Linux' : undefined,
    taskDefinition: primary.revision.arn,
    deploymentConfiguration: deploymentConfiguration(service),
    ...rolloutsOf(cluster, service, now),
    roleArn: plan.targetGroupArn
      ? `arn:aws:iam::${accountId}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`
      : undefined,
    events: service.events
      .slice(-100)
      .reverse()
      .map((event) => ({ id: event.id, createdAt: new Date(event.at), message: event.message })),
    createdAt: new Date(plan.createdAt),
    placementConstraints: [],
    placementStrategy:
      plan.daemon || isFargate(service)
        ? []
        : [
            { type: 'spread', field: 'attribute:ecs.availability-zone' },
            { type: 'binpack', field: 'MEMORY' },
          ],
    networkConfiguration: networkConfiguration(service),
    healthCheckGracePeriodSeconds: plan.targetGroupArn ? plan.graceSeconds : undefined,
    schedulingStrategy: plan.daemon ? 'DAEMON' : 'REPLICA',
    deploymentController: { type: plan.rollout.controller },
    tags: plan.tags,
    createdBy: `arn:aws:iam::${accountId}:role/terraform`,
    enableECSManagedTags: true,
    propagateTags: plan.index % 3 === 0 ? 'SERVICE' : 'NONE',
    enableExecuteCommand: plan.executeCommand,
    availabilityZoneRebalancing: plan.daemon ? 'DISABLED' : 'ENABLED',
  });
}

/** Rollouts as ECS tells them: deployments and service revisions, or task sets where something else does it. */
function rolloutsOf(cluster: ClusterState, service: ServiceState, now: Millis): AwsRecord {
  if (service.plan.rollout.controller !== 'ECS')
    return {
      deployments: [],
      taskSets: service.deployments.map((deployment) => taskSetView(cluster, service, deployment, now)),
    };
  const { primary } = service;
  return {
    deployments: service.deployments.map((deployment) => deploymentView(service, deployment, now)),
    currentServiceDeployment:
      primary.rolloutState === 'COMPLETED' ? serviceDeploymentArn(cluster, service, primary) : undefined,
    currentServiceRevisions: service.deployments.map((deployment) => {
      const { running, pending } = countTasks(service.live, now, deployment);
      return {
        arn: serviceRevisionArn(cluster, service, deployment),
        requestedTaskCount: deployment.status === 'PRIMARY' ? service.desired : 0,
        runningTaskCount: running,
        pendingTaskCount: pending,
      };
    }),
  };
}

function deploymentView(service: ServiceState, deployment: Deployment, now: Millis): AwsRecord {
  const counts = countTasks(service.live, now, deployment);
  return present({
    id: deployment.id,
    status: deployment.status,
    taskDefinition: deployment.revision.arn,
    desiredCount: deployment.status === 'PRIMARY' ? service.desired : 0,
    pendingCount: counts.pending,
    runningCount: counts.running,
    failedTasks: deployment.failedTasks,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    launchType: service.plan.launchType,
    capacityProviderStrategy: service.plan.strategy,
    platformVersion: isFargate(service) ? '1.4.0' : undefined,
    platformFamily: isFargate(service) ? 'Linux' : undefined,
    networkConfiguration: networkConfiguration(service),
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  });
}

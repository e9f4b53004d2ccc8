import type { Deployment, ServiceState } from '../simulation/service-state.js';
import type { ClusterState } from '../simulation/region-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { AwsRecord, Millis } from '../types.js';
import { present } from './record.js';

export interface Counts {
  running: number;
  pending: number;
}

/** Running and pending as ECS counts them: tasks that are asked to stop no longer count as running once STOPPING. */
export function countTasks(tasks: Iterable<TaskRun>, now: Millis, deployment?: Deployment): Counts {
  const counts = { running: 0, pending: 0 };
  for (const task of tasks) {
    if (deployment && task.startedBy !== deployment.id) continue;
    const status = task.statusAt(now);
    if (status === 'RUNNING') counts.running += 1;
    else if (status === 'PROVISIONING' || status === 'PENDING' || status === 'ACTIVATING')
      counts.pending += 1;
  }
  return counts;
}

/** A service as DescribeServices answers it at `now`; the wire leaves tags out where they were not asked for. */
export function serviceView(cluster: ClusterState, service: ServiceState, now: Millis): AwsRecord {
  const { plan } = service;
  const counts = countTasks(service.live, now);
  const { region, accountId } = cluster.plan.region;
  const primary = service.primary;
  const deploymentArn = `arn:aws:ecs:${region}:${accountId}:service-deployment/${cluster.plan.name}/${plan.name}/${primary.serviceDeploymentId}`;
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
    deploymentConfiguration: {
      ...(plan.daemon
        ? {}
        : { deploymentCircuitBreaker: { enable: plan.breaker, rollback: plan.breaker && plan.rollback } }),
      maximumPercent: plan.maximumPercent,
      minimumHealthyPercent: plan.minimumHealthyPercent,
      strategy: 'ROLLING',
      bakeTimeInMinutes: 0,
    },
    deployments: service.deployments.map((deployment) => deploymentView(service, deployment, now)),
    roleArn: plan.targetGroupArn
      ? `arn:aws:iam::${accountId}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`
      : undefined,
    events: service.events
      .slice(-100)
      .reverse()
      .map((event) => ({ id: event.id, createdAt: new Date(event.at), message: event.message })),
    createdAt: new Date(plan.createdAt),
    currentServiceDeployment: primary.rolloutState === 'COMPLETED' ? deploymentArn : undefined,
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
    deploymentController: { type: 'ECS' },
    tags: plan.tags,
    createdBy: `arn:aws:iam::${accountId}:role/terraform`,
    enableECSManagedTags: true,
    propagateTags: plan.index % 3 === 0 ? 'SERVICE' : 'NONE',
    enableExecuteCommand: plan.executeCommand,
    availabilityZoneRebalancing: plan.daemon ? 'DISABLED' : 'ENABLED',
  });
}

function isFargate(service: ServiceState): boolean {
  const { launchType, strategy } = service.plan;
  return (
    launchType === 'FARGATE' ||
    (strategy?.some((item) => item.capacityProvider.startsWith('FARGATE')) ?? false)
  );
}

function loadBalancers(service: ServiceState): AwsRecord[] {
  const { targetGroupArn, containerPort } = service.plan;
  return targetGroupArn ? [{ targetGroupArn, containerName: 'app', containerPort }] : [];
}

function networkConfiguration(service: ServiceState): AwsRecord | undefined {
  if (service.plan.networkMode !== 'awsvpc') return undefined;
  const { network } = service.plan.cluster.region;
  return {
    awsvpcConfiguration: {
      subnets: network.subnets.filter((subnet) => !subnet.public).map((subnet) => subnet.id),
      securityGroups: service.plan.securityGroupIds,
      assignPublicIp: 'DISABLED',
    },
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

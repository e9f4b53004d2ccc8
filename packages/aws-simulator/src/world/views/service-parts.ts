import type { Deployment, ServiceState } from '../simulation/service-state.js';
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

/** The deployment configuration of a service; strategy and bake time belong to ECS's own controller. */
export function deploymentConfiguration({ plan }: ServiceState): AwsRecord {
  const { strategy, bakeMinutes, canary, linear, hook, controller } = plan.rollout;
  const isOwn = controller === 'ECS';
  const { region, accountId } = plan.cluster.region;
  return present({
    deploymentCircuitBreaker:
      plan.daemon || !isOwn ? undefined : { enable: plan.breaker, rollback: plan.breaker && plan.rollback },
    maximumPercent: plan.maximumPercent,
    minimumHealthyPercent: plan.minimumHealthyPercent,
    strategy: isOwn ? strategy : undefined,
    bakeTimeInMinutes: isOwn ? bakeMinutes : undefined,
    canaryConfiguration: canary && {
      canaryPercent: canary.percent,
      canaryBakeTimeInMinutes: canary.bakeMinutes,
    },
    linearConfiguration: linear && {
      stepPercent: linear.percent,
      stepBakeTimeInMinutes: linear.bakeMinutes,
    },
    lifecycleHooks: hook && [
      {
        hookTargetArn: `arn:aws:lambda:${region}:${accountId}:function:${hook.functionName}`,
        roleArn: `arn:aws:iam::${accountId}:role/ecs-lifecycle-hooks`,
        lifecycleStages: hook.stages,
        targetType: 'AWS_LAMBDA',
      },
    ],
  });
}

export function isFargate(service: ServiceState): boolean {
  const { launchType, strategy } = service.plan;
  return (
    launchType === 'FARGATE' ||
    (strategy?.some((item) => item.capacityProvider.startsWith('FARGATE')) ?? false)
  );
}

export function loadBalancers(service: ServiceState): AwsRecord[] {
  const { targetGroupArn, containerPort, alternate, rollout, cluster } = service.plan;
  if (!targetGroupArn) return [];
  const shifts = alternate && rollout.controller === 'ECS' && rollout.strategy !== 'ROLLING';
  return [
    present({
      targetGroupArn,
      containerName: 'app',
      containerPort,
      advancedConfiguration: shifts
        ? {
            alternateTargetGroupArn: alternate.targetGroupArn,
            productionListenerRule: alternate.ruleArn,
            roleArn: `arn:aws:iam::${cluster.region.accountId}:role/ecs-load-balancers`,
          }
        : undefined,
    }),
  ];
}

export function networkConfiguration(service: ServiceState): AwsRecord | undefined {
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

import type { RegionState } from '../simulation/region-state.js';
import type { Deployment, ServiceState } from '../simulation/service-state.js';
import type { Millis } from '../types.js';
import { busEvent, isWithin, type BusWindow } from './bus-event.js';
import type { BusEvent } from './event-bus-view.js';

/** ECS Deployment State Change, where ECS itself rolls out, and ECS Service Action. */
export function serviceEvents(state: RegionState, window: BusWindow): BusEvent[] {
  return state.clusters.flatMap((cluster) =>
    cluster.services.flatMap((service) => [
      ...(service.plan.rollout.controller === 'ECS' ? deploymentEvents(state, service, window) : []),
      ...actionEvents(state, cluster.plan.arn, service, window),
    ]),
  );
}

type Turn = [at: Millis | undefined, of: Deployment, type: string, name: string, reason: string];

function turnsOf(deployment: Deployment): Turn[] {
  const { id, rollback } = deployment;
  const progress = ['INFO', 'SERVICE_DEPLOYMENT_IN_PROGRESS'] as const;
  const completed = ['INFO', 'SERVICE_DEPLOYMENT_COMPLETED'] as const;
  const breaker = 'ECS deployment circuit breaker:';
  return [
    [deployment.createdAt, deployment, ...progress, `ECS deployment ${id} in progress.`],
    [deployment.finishedAt, deployment, ...completed, `ECS deployment ${id} completed.`],
    [
      deployment.failedAt,
      deployment,
      'ERROR',
      'SERVICE_DEPLOYMENT_FAILED',
      `${breaker} task failed to start.`,
    ],
    ...(rollback
      ? ([
          [
            rollback.at,
            rollback.to,
            ...progress,
            `${breaker} rolling back to deploymentId ${rollback.to.id}.`,
          ],
          [rollback.doneAt, rollback.to, ...completed, `ECS deployment ${rollback.to.id} completed.`],
        ] satisfies Turn[])
      : []),
  ];
}

function deploymentEvents(state: RegionState, service: ServiceState, window: BusWindow): BusEvent[] {
  return service.deploymentHistory.flatMap(turnsOf).flatMap(([at, { id }, eventType, eventName, reason]) => {
    if (!isWithin(at, window)) return [];
    return busEvent(state, {
      source: 'aws.ecs',
      detailType: 'ECS Deployment State Change',
      at,
      resources: [service.plan.arn],
      key: `${id} ${eventName} ${at}`,
      detail: { eventType, eventName, deploymentId: id, updatedAt: new Date(at), reason },
    });
  });
}

interface Action {
  eventType: 'INFO' | 'WARN' | 'ERROR';
  eventName: string;
  reason?: string;
}

/** What a line among the service events is as an action; most lines have none. */
function actionOf(message: string, fargate: boolean): Action | undefined {
  if (message.endsWith('has reached a steady state.'))
    return { eventType: 'INFO', eventName: 'SERVICE_STEADY_STATE' };
  if (message.includes('unable to consistently start tasks'))
    return { eventType: 'WARN', eventName: 'SERVICE_TASK_START_IMPAIRED' };
  if (!message.includes('was unable to place a task')) return undefined;
  const [, lacking] = /insufficient (CPU|memory|ENI)/i.exec(message) ?? [];
  const what = fargate ? 'FARGATE' : (lacking?.toUpperCase() ?? 'CPU');
  return { eventType: 'ERROR', eventName: 'SERVICE_TASK_PLACEMENT_FAILURE', reason: `RESOURCE:${what}` };
}

function actionEvents(
  state: RegionState,
  clusterArn: string,
  service: ServiceState,
  window: BusWindow,
): BusEvent[] {
  const fargate = service.plan.launchType !== 'EC2';
  const told = service.events.flatMap(({ id, at, message }) => {
    const action = isWithin(at, window) ? actionOf(message, fargate) : undefined;
    return action ? [{ id, at, ...action }] : [];
  });
  const counted = service.desiredHistory.flatMap(([at, count]) =>
    isWithin(at, window)
      ? [{ id: `desired ${at} ${count}`, at, eventType: 'INFO', eventName: 'SERVICE_DESIRED_COUNT_UPDATED' }]
      : [],
  );
  return [...told, ...counted].map(({ id, at, ...action }) =>
    busEvent(state, {
      source: 'aws.ecs',
      detailType: 'ECS Service Action',
      at,
      resources: [service.plan.arn],
      key: id,
      detail: { ...action, clusterArn, createdAt: new Date(at) },
    }),
  );
}

import type { Revision } from '../simulation/revisions.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { AwsRecord, Millis } from '../types.js';
import { containerNames } from '../views/task-definition-view.js';
import type { ActorKind } from './cast.js';
import type { TrailBook } from './trail-book.js';

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** A pipeline registers a revision; environment values are hidden, as ECS hides them. */
export function registered(trail: TrailBook, revision: Revision): void {
  trail.record({
    at: Math.floor(revision.registeredAt / 1000) * 1000,
    by: 'pipeline',
    name: 'RegisterTaskDefinition',
    service: 'ecs',
    request: {
      family: revision.family,
      cpu: String(revision.cpu),
      memory: String(revision.memory),
      containerDefinitions: containerNames(revision).map((name, i) => ({
        name,
        ...(i === 0 && { image: revision.image }),
        environment: [{ name: 'DATABASE_URL', value: HIDDEN }],
      })),
    },
    response: {
      taskDefinition: {
        taskDefinitionArn: revision.arn,
        family: revision.family,
        revision: revision.revision,
      },
    },
  });
}

/** UpdateService with what it changes. */
export function serviceUpdated(
  trail: TrailBook,
  { plan }: ServiceState,
  at: Millis,
  by: ActorKind,
  change: AwsRecord,
): void {
  trail.record({
    at: Math.floor(at / 1000) * 1000,
    by,
    hash: plan.hash,
    name: 'UpdateService',
    service: 'ecs',
    request: { cluster: plan.cluster.name, service: plan.name, ...change },
    response: { service: { serviceArn: plan.arn, serviceName: plan.name, clusterArn: plan.cluster.arn } },
  });
}

export function taskStopped(
  trail: TrailBook,
  { plan }: ServiceState,
  at: Millis,
  task: { id: string; reason: string },
): void {
  const { cluster } = plan;
  trail.record({
    at: Math.floor(at / 1000) * 1000,
    by: 'person',
    hash: plan.hash,
    name: 'StopTask',
    service: 'ecs',
    request: { cluster: cluster.name, task: task.id, reason: task.reason },
    response: {
      task: {
        taskArn: `${cluster.arn.replace(':cluster/', ':task/')}/${task.id}`,
        group: `service:${plan.name}`,
      },
    },
  });
}

/** Somebody sets the bounds of Application Auto Scaling. */
export function boundsSet(
  trail: TrailBook,
  { plan }: ServiceState,
  at: Millis,
  bounds: { min: number; max: number },
): void {
  trail.record({
    at: Math.floor(at / 1000) * 1000,
    by: 'person',
    hash: plan.hash,
    name: 'RegisterScalableTarget',
    service: 'application-autoscaling',
    request: {
      serviceNamespace: 'ecs',
      resourceId: `service/${plan.cluster.name}/${plan.name}`,
      scalableDimension: 'ecs:service:DesiredCount',
      minCapacity: bounds.min,
      maxCapacity: bounds.max,
    },
  });
}

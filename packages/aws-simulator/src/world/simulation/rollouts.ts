import { MINUTE, SECOND } from '../calendar.js';
import { rolloutBounds } from '../plan/rollout-bounds.js';
import { shiftsTraffic } from '../plan/rollout-plan.js';
import type { Millis } from '../types.js';
import { registered, serviceUpdated } from '../trail/ecs-calls.js';
import type { Context } from './context.js';
import type { Revision } from './revisions.js';
import { shiftLasts } from './rollout-stages.js';
import type { ServiceScheduler } from './service-scheduler.js';
import type { Deployment, DeploymentFault, ServiceState } from './service-state.js';
import { isProtected } from './task-protection.js';
import type { TaskRun } from './task-run.js';

/** Failures after which the circuit breaker opens: half the desired count, at least 3, at most 200. */
function breakerThreshold(desired: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desired / 2)));
}

/** Rolling deployments: opening, stepping between minimum and maximum percent, completing, failing, rolling back. */
export class Rollouts {
  constructor(
    private readonly context: Context,
    private readonly scheduler: ServiceScheduler,
  ) {}

  /** The deployment that was there before the history began, long completed. */
  openFirst(service: ServiceState, revision: Revision, at: Millis): Deployment {
    const deployment = this.create(service, revision, at);
    this.tell(service, revision, at);
    deployment.rolloutState = 'COMPLETED';
    deployment.rolloutStateReason = `ECS deployment ${deployment.id} completed.`;
    deployment.completedAt = at + 300 * SECOND;
    deployment.finishedAt = deployment.completedAt;
    deployment.updatedAt = deployment.completedAt;
    service.deployments.unshift(deployment);
    return deployment;
  }

  /** Makes `revision` the primary deployment; the tasks of the others are replaced step by step. */
  deploy(service: ServiceState, revision: Revision, at: Millis, fault?: DeploymentFault): Deployment {
    this.tell(service, revision, at);
    for (const other of service.deployments) other.status = 'ACTIVE';
    const before = service.deployments[0];
    if (before && before.finishedAt === undefined && before.failedAt === undefined) before.supersededAt = at;
    const deployment = this.create(service, revision, at);
    deployment.fault = fault;
    service.deployments.unshift(deployment);
    service.startFailures = 0;
    service.retryAt = undefined;
    this.scheduler.request(service, at, this.scheduler.random(service).int(900, 6000));
    return deployment;
  }

  /** A pipeline registers a revision and updates the service; a forced deployment is made by hand. */
  private tell(service: ServiceState, revision: Revision, at: Millis): void {
    const { trail } = this.context.state;
    if (service.deployments[0]?.revision === revision)
      return serviceUpdated(trail, service, at, 'person', { forceNewDeployment: true });
    registered(trail, revision);
    serviceUpdated(trail, service, at, 'pipeline', { taskDefinition: revision.arn });
  }

  private create(service: ServiceState, revision: Revision, at: Millis): Deployment {
    const { ids } = this.context.state;
    const id = ids.deployment(`${service.plan.arn}|${service.deploymentHistory.length}`);
    const deployment: Deployment = {
      id,
      serviceDeploymentId: ids.serviceDeployment(id),
      revision,
      createdAt: at,
      updatedAt: at,
      status: 'PRIMARY',
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: `ECS deployment ${id} in progress.`,
      failedTasks: 0,
      sources: [...service.deployments],
      serviceRevisionId: ids.serviceRevision(id),
      breaker: {
        enable: service.plan.breaker,
        rollback: service.plan.breaker && service.plan.rollback,
        threshold: breakerThreshold(service.desired),
      },
    };
    service.deploymentHistory.push(deployment);
    return deployment;
  }

  /** One look during a rollout: stop old tasks as far as health allows, start new ones as far as the maximum allows. */
  step(service: ServiceState, at: Millis): void {
    const { plan, primary, desired } = service;
    const wanted = this.scheduler.wanted(service);
    const fresh = wanted.filter((run) => run.deployment === primary);
    const old = wanted.filter((run) => run.deployment !== primary);
    const healthy = wanted.filter((run) => isHealthy(run, at)).length;
    const { floor, ceiling } = rolloutBounds(desired, plan);
    const replaceable = this.keepsOld(service, fresh, at) ? [] : old.filter((run) => !isProtected(run, at));
    if (replaceable.length < old.length) this.scheduler.request(service, at, MINUTE);
    const stoppable = replaceable
      .filter((run) => !isHealthy(run, at))
      .concat(replaceable.filter((run) => isHealthy(run, at)).slice(0, Math.max(0, healthy - floor)));
    const surplus = Math.max(0, fresh.length - desired);
    if (surplus > 0) this.scheduler.stopForScaling(service, fresh.slice(-surplus), 'scale-in', at);
    if (stoppable.length > 0) this.scheduler.stopForScaling(service, stoppable, 'rollout', at);
    const room = ceiling - (wanted.length - stoppable.length - surplus);
    // A failed deployment without rollback launches nothing more.
    const missing = primary.rolloutState === 'FAILED' ? 0 : Math.min(desired - fresh.length, room);
    service.keepOpen(primary, Math.max(0, desired - fresh.length));
    if (missing > 0 && stoppable.length === 0) this.scheduler.start(service, missing, at);
    else if (missing > 0) this.scheduler.request(service, at, 3000);
    if (this.isThere(service, at)) this.planCompletion(service, at);
  }

  /**
   * Blue/green, canary and CodeDeploy keep the old tasks until the new ones are all healthy, have taken the traffic over
   * and have baked; a roll-back finds its tasks where they were.
   */
  private keepsOld(service: ServiceState, fresh: TaskRun[], at: Millis): boolean {
    const { plan, primary } = service;
    if (!shiftsTraffic(plan.rollout) || primary.finishedAt !== undefined) return false;
    if (primary.scaledUpAt === undefined) {
      if (fresh.filter((run) => isHealthy(run, at)).length < service.desired) return true;
      primary.scaledUpAt = at;
    }
    const ends = primary.scaledUpAt + shiftLasts(plan.rollout);
    if (at < ends) this.scheduler.request(service, at, ends - at);
    return at < ends;
  }

  private isThere(service: ServiceState, at: Millis): boolean {
    const wanted = this.scheduler.wanted(service);
    return (
      wanted.length === service.desired &&
      wanted.every((run) => run.deployment === service.primary && isHealthy(run, at))
    );
  }

  /** 52 s after the last deregistration ECS calls the deployment complete, if nothing has changed by then. */
  private planCompletion(service: ServiceState, at: Millis): void {
    const deployment = service.primary;
    if (deployment.completionPlanned || deployment.rolloutState !== 'IN_PROGRESS') return;
    deployment.completionPlanned = true;
    const drained = service.plan.targetGroupArn ? 10_000 : 0;
    const wait = drained + this.scheduler.random(service).int(50_500, 53_500);
    this.context.queue.plan(at + wait, (now) => {
      deployment.completionPlanned = false;
      if (service.primary !== deployment || !this.isThere(service, now))
        return this.scheduler.request(service, now);
      this.complete(service, deployment, now);
    });
  }

  private complete(service: ServiceState, deployment: Deployment, at: Millis): void {
    deployment.rolloutState = 'COMPLETED';
    deployment.rolloutStateReason = `ECS deployment ${deployment.id} completed.`;
    deployment.completedAt = at;
    deployment.finishedAt ??= at;
    const undone = service.deploymentHistory.find(({ id }) => id === deployment.rollbackOf);
    if (undone?.rollback) undone.rollback.doneAt ??= at;
    deployment.updatedAt = at;
    for (const other of service.deployments.splice(1)) {
      other.status = 'INACTIVE';
      other.updatedAt = at;
    }
    this.scheduler.events.completed(service, deployment.id, at);
    service.steadyAt = at;
  }

  /** Counts failures of the primary deployment before it is complete, and opens the breaker. */
  onTaskEnded(service: ServiceState, run: TaskRun, at: Millis): void {
    const deployment = service.primary;
    if (run.deployment !== deployment || deployment.rolloutState !== 'IN_PROGRESS') return;
    if (run.healthyAt !== undefined || run.stop?.stoppedReason.startsWith('Scaling activity')) return;
    deployment.failedTasks += 1;
    deployment.updatedAt = at;
    const { enable, threshold } = deployment.breaker;
    if (!enable || deployment.failedTasks < threshold) return;
    this.fail(service, deployment, at);
  }

  private fail(service: ServiceState, deployment: Deployment, at: Millis): void {
    const target = deployment.breaker.rollback
      ? service.deployments.find((other) => other !== deployment && other.completedAt !== undefined)
      : undefined;
    deployment.rolloutState = 'FAILED';
    deployment.rolloutStateReason = 'ECS deployment circuit breaker: tasks failed to start.';
    deployment.updatedAt = at;
    deployment.failedAt = at;
    if (target) deployment.rollback = { to: target, at };
    this.scheduler.events.failed(service, deployment.id, at + 40, target?.id);
    if (!target) return;
    deployment.status = 'ACTIVE';
    target.status = 'PRIMARY';
    target.rolloutState = 'IN_PROGRESS';
    target.rolloutStateReason = `ECS deployment circuit breaker: rolling back to deploymentId ${target.id}.`;
    target.rollbackOf = deployment.id;
    target.updatedAt = at;
    service.deployments.sort((a, b) => Number(b.status === 'PRIMARY') - Number(a.status === 'PRIMARY'));
    service.startFailures = 0;
    service.retryAt = undefined;
    this.scheduler.request(service, at, 4000);
  }
}

/** Healthy: in service for its load balancer, or long enough RUNNING without one, and not failing its own check. */
export function isHealthy(run: TaskRun, at: Millis): boolean {
  return (
    run.healthyAt !== undefined && run.healthyAt <= at && run.runsAt(at) && run.unhealthySince === undefined
  );
}

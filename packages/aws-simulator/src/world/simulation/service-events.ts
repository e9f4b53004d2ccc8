import { SECOND } from '../calendar.js';
import type { Millis } from '../types.js';
import type { Context } from './context.js';
import type { ServiceState } from './service-state.js';
import type { TaskRun } from './task-run.js';

/** A repeated event is suppressed until it is resolved, or for six hours. */
const REPEAT_AFTER = 6 * 3600 * SECOND;

/** Writes service events in ECS's own grammar (detail 2 of docs/simulator.md and 5). */
export class ServiceEvents {
  private readonly counters = new Map<ServiceState, number>();
  private readonly lastTold = new Map<string, Millis>();

  constructor(private readonly context: Context) {}

  /** A line in somebody else's words. */
  note(service: ServiceState, at: Millis, text: string): void {
    this.write(service, at, text);
  }

  /** The same, but not again while the trouble lasts. */
  noteOnce(service: ServiceState, at: Millis, text: string): void {
    this.once(service, at, text);
  }

  private write(service: ServiceState, at: Millis, text: string, taskSet?: string): void {
    const count = this.counters.get(service) ?? 0;
    this.counters.set(service, count + 1);
    // Where task sets are used, every line belongs to a task set; else only draining names the old deployment.
    const set = taskSet ?? (service.plan.rollout.controller !== 'ECS' ? service.primary.id : undefined);
    const subject = set ? `(service ${service.plan.name}, taskSet ${set})` : `(service ${service.plan.name})`;
    const id = this.context.state.ids.uuid(`event|${service.plan.arn}|${count}`);
    service.events.push({ id, at, message: `${subject} ${text}` });
  }

  private later(service: ServiceState, at: Millis, text: string, taskSet?: string): void {
    this.context.queue.plan(at, (now) => this.write(service, now, text, taskSet));
  }

  /** One line per ten tasks, as ECS batches them. */
  started(service: ServiceState, runs: TaskRun[], at: Millis): void {
    for (let i = 0; i < runs.length; i += 10) {
      const batch = runs.slice(i, i + 10);
      this.later(service, at + 280 + i * 31, `has started ${batch.length} tasks: ${list(batch)}.`);
    }
  }

  stopped(service: ServiceState, runs: TaskRun[], at: Millis): void {
    for (let i = 0; i < runs.length; i += 10) {
      const batch = runs.slice(i, i + 10);
      const taskSet = service.plan.rollout.controller !== 'ECS' ? batch[0]?.startedBy : undefined;
      this.later(service, at + i * 17, `has stopped ${batch.length} running tasks: ${list(batch)}.`, taskSet);
    }
  }

  registered(service: ServiceState, count: number, at: Millis): void {
    this.later(service, at, `registered ${count} targets in (target-group ${service.plan.targetGroupArn})`);
  }

  /** Deregistration and, 4-6 ms later, the draining line that carries the deployment of the stopped tasks. */
  deregistered(service: ServiceState, runs: TaskRun[], at: Millis): void {
    const taskSet = runs[0]?.startedBy ?? '';
    const many = runs.length;
    this.later(service, at, `deregistered ${many} targets in (target-group ${service.plan.targetGroupArn})`);
    const gap = 4 + ((runs[0]?.hash ?? 0) % 3);
    this.later(service, at + gap, `has begun draining connections on ${many} tasks.`, taskSet);
  }

  completed(service: ServiceState, deploymentId: string, at: Millis): void {
    if (service.plan.rollout.controller === 'ECS')
      this.write(service, at, `(deployment ${deploymentId}) deployment completed.`);
    this.later(service, at + 1, 'has reached a steady state.');
  }

  steady(service: ServiceState, at: Millis): void {
    this.write(service, at, 'has reached a steady state.');
  }

  failed(service: ServiceState, deploymentId: string, at: Millis, rollbackTo: string | undefined): void {
    this.later(service, at, `(deployment ${deploymentId}) deployment failed: tasks failed to start.`);
    if (rollbackTo) this.later(service, at + 2, `rolling back to deployment ${rollbackTo}.`);
  }

  unhealthy(service: ServiceState, run: TaskRun, reason: string, at: Millis): void {
    const port = service.plan.containerPort ?? 0;
    const where = run.host
      ? `(instance ${run.host.id}) (port ${32768 + (run.hash % 28000)})`
      : `(task ${run.id}) (port ${port})`;
    this.write(
      service,
      at,
      `${where} is unhealthy in (target-group ${service.plan.targetGroupArn}) due to (reason ${reason})`,
    );
  }

  failedContainerCheck(service: ServiceState, run: TaskRun, at: Millis): void {
    this.write(service, at, `(task ${run.id}) failed container health checks.`);
  }

  inconsistent(service: ServiceState, at: Millis): void {
    this.once(service, at, 'is unable to consistently start tasks successfully.');
  }

  noCapacity(service: ServiceState, at: Millis): void {
    const text =
      'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.';
    this.once(service, at, text.slice(0, -1));
  }

  noInstance(
    service: ServiceState,
    at: Millis,
    closest: { instance: string; what: string } | undefined,
  ): void {
    const base = 'was unable to place a task because no container instance met all of its requirements.';
    const reason = closest
      ? `The closest matching (container-instance ${closest.instance}) ${closest.what}.`
      : 'Reason: No Container Instances were found in your cluster.';
    this.once(service, at, `${base} ${reason}`, base);
  }

  /** Forgets that a trouble was told, so that it is told again when it comes back. */
  resolve(service: ServiceState): void {
    for (const key of this.lastTold.keys())
      if (key.startsWith(`${service.plan.arn}|`)) this.lastTold.delete(key);
  }

  private once(service: ServiceState, at: Millis, text: string, topic = text): void {
    const key = `${service.plan.arn}|${topic}`;
    const last = this.lastTold.get(key);
    if (last !== undefined && at - last < REPEAT_AFTER) return;
    this.lastTold.set(key, at);
    this.write(service, at, text);
  }
}

function list(runs: TaskRun[]): string {
  return runs.map((run) => `(task ${run.id})`).join(' ');
}

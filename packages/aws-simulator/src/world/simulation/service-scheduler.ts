import { MINUTE, SECOND } from '../calendar.js';
import type { Millis } from '../types.js';
import { draw, type Context } from './context.js';
import { Faults } from './faults.js';
import type { HostState } from './host-state.js';
import { PlacementEngine } from './placement.js';
import type { ClusterState } from './region-state.js';
import { isHealthy, Rollouts } from './rollouts.js';
import { ServiceEvents } from './service-events.js';
import type { ServiceState } from './service-state.js';
import { isProtected } from './task-protection.js';
import { Tasks, type TaskListener } from './tasks.js';
import type { TaskRun } from './task-run.js';

/** Keeps each service at its desired count, rolls its deployments, and tells of it, as ECS's scheduler does. */
export class ServiceScheduler implements TaskListener {
  readonly events: ServiceEvents;
  readonly placement: PlacementEngine;
  readonly rollouts: Rollouts;
  readonly faults: Faults;
  private readonly planned = new Map<ServiceState, Millis>();
  private readonly registrations = new Map<ServiceState, number>();
  private draws = 0;

  constructor(
    private readonly context: Context,
    readonly tasks: Tasks,
  ) {
    this.events = new ServiceEvents(context);
    this.placement = new PlacementEngine(context);
    this.rollouts = new Rollouts(context, this);
    this.faults = new Faults(context, this);
  }

  clusterOf(service: ServiceState): ClusterState {
    const cluster = this.context.state.clusters.find((candidate) => candidate.plan === service.plan.cluster);
    if (!cluster) throw new Error(`service ${service.plan.name} has no cluster in this region`);
    return cluster;
  }

  /** Asks for a look at the service within seconds; several requests become one look. */
  request(service: ServiceState, at: Millis, delay = 1500): void {
    const when = at + delay;
    const known = this.planned.get(service);
    if (known !== undefined && known <= when) return;
    this.planned.set(service, when);
    this.context.queue.plan(when, (now) => {
      if (this.planned.get(service) !== when) return;
      this.planned.delete(service);
      this.reconcile(service, now);
    });
  }

  setDesired(service: ServiceState, desired: number, at: Millis): void {
    if (service.desired === desired) return;
    service.desired = desired;
    service.desiredHistory.push([at, desired]);
    this.request(service, at);
  }

  wanted(service: ServiceState): TaskRun[] {
    return [...service.live].filter((run) => run.stoppingAt === undefined);
  }

  private reconcile(service: ServiceState, at: Millis): void {
    if (service.plan.daemon) this.matchHosts(service, at);
    const rolling = service.primary.rolloutState === 'IN_PROGRESS' || service.deployments.length > 1;
    if (rolling) this.rollouts.step(service, at);
    else this.matchDesired(service, at);
  }

  /** A DAEMON's desired count is the number of its cluster's active instances, whether their agents answer or not. */
  private matchHosts(service: ServiceState, at: Millis): void {
    const hosts = this.clusterOf(service).hosts.filter(
      (host) => host.isRegistered(at) && !host.isDraining(at),
    );
    if (service.desired !== hosts.length) {
      service.desired = hosts.length;
      service.desiredHistory.push([at, hosts.length]);
    }
  }

  private matchDesired(service: ServiceState, at: Millis): void {
    const wanted = this.wanted(service);
    if (wanted.length !== service.desired) service.disturbed = true;
    else if (service.disturbed && wanted.every((run) => isHealthy(run, at))) this.settle(service, at);
    service.keepOpen(service.primary, Math.max(0, service.desired - wanted.length));
    if (wanted.length < service.desired) this.start(service, service.desired - wanted.length, at);
    else if (wanted.length > service.desired)
      this.scaleIn(service, wanted, wanted.length - service.desired, at);
  }

  /** Back at the desired count with all tasks healthy: ECS says so once. */
  private settle(service: ServiceState, at: Millis): void {
    service.disturbed = false;
    service.steadyAt = at;
    this.events.steady(service, at);
  }

  /** Starts up to `count` tasks of the primary deployment; the event names those that were created. */
  start(service: ServiceState, count: number, at: Millis): void {
    const pause = (service.retryAt ?? 0) - at;
    if (pause > 0) return this.request(service, at, pause);
    const runs: TaskRun[] = [];
    const cluster = this.clusterOf(service);
    for (let i = 0; i < count; i++) {
      const run = this.startOne(cluster, service, at);
      if (!run) break;
      runs.push(run);
    }
    service.fillPlaces(runs);
    if (runs.length > 0) this.events.started(service, runs, at);
  }

  private startOne(cluster: ClusterState, service: ServiceState, at: Millis): TaskRun | undefined {
    const deployment = service.primary;
    const block = service.placementBlocks.find((one) => at >= one.from && at < one.to);
    if (block) {
      this.events.noteOnce(service, at, block.message);
      this.request(service, at, this.random(service).int(45, 90) * SECOND);
      return undefined;
    }
    if (service.plan.daemon) {
      const host = this.hostWithoutDaemon(cluster, service, at);
      if (!host) return undefined;
      return this.tasks.create(
        { cluster, service, deployment, launchType: 'EC2', az: host.subnet.az, host },
        at,
        this,
      );
    }
    const placement = this.placement.choose(cluster, service, this.wanted(service), at);
    if (placement.kind === 'place')
      return this.tasks.create({ cluster, service, deployment, ...placement }, at, this);
    if (placement.kind === 'no-capacity') this.events.noCapacity(service, at);
    else this.events.noInstance(service, at, placement.closest);
    this.request(service, at, this.random(service).int(45, 90) * SECOND);
    return undefined;
  }

  private hostWithoutDaemon(cluster: ClusterState, service: ServiceState, at: Millis): HostState | undefined {
    const taken = new Set(this.wanted(service).map((run) => run.host));
    return cluster.hosts.find((host) => host.isSchedulable(at) && !taken.has(host));
  }

  /**
   * Scale-in takes tasks on draining instances first (a DAEMON has no other reason to), then those that are not running
   * yet, then from the fullest zone, newest first.
   */
  private scaleIn(service: ServiceState, wanted: TaskRun[], count: number, at: Millis): void {
    const left = wanted.filter((run) => !isProtected(run, at));
    if (left.length < count) this.request(service, at, MINUTE);
    const chosen: TaskRun[] = [];
    const drained = (run: TaskRun) => Number(run.host?.isDraining(at) ?? false);
    for (let i = 0; i < count; i++) {
      const inZone = (run: TaskRun) => left.filter((other) => other.az === run.az).length;
      left.sort(
        (a, b) =>
          drained(b) - drained(a) ||
          Number(a.runsAt(at)) - Number(b.runsAt(at)) ||
          inZone(b) - inZone(a) ||
          b.createdAt - a.createdAt,
      );
      const run = left.shift();
      if (run) chosen.push(run);
    }
    this.stopForScaling(service, chosen, 'scale-in', at);
  }

  /** Stops tasks that are not wanted any more, with the lines ECS writes about it. */
  stopForScaling(service: ServiceState, runs: TaskRun[], by: 'rollout' | 'scale-in', at: Millis): void {
    const running = runs.filter((run) => run.runsAt(at));
    for (const run of runs) {
      const stoppedReason = `Scaling activity initiated by (deployment ${run.startedBy})`;
      this.tasks.stop(run, at, { stopCode: 'ServiceSchedulerInitiated', stoppedReason, by }, this);
    }
    if (running.length === 0) return;
    this.events.stopped(service, running, at);
    const registered = running.filter((run) => run.registeredAt !== undefined);
    if (registered.length > 0)
      this.events.deregistered(service, registered, at + this.random(service).int(9_400, 10_700));
  }

  onRegistered(run: TaskRun, at: Millis): void {
    const { service } = run;
    if (!service) return;
    this.faults.onRegistered(run, at);
    const count = this.registrations.get(service) ?? 0;
    this.registrations.set(service, count + 1);
    // Registrations of one round come together: one line names how many.
    if (count > 0) return;
    this.context.queue.plan(at + 1800, (now) => {
      this.events.registered(service, this.registrations.get(service) ?? 1, now);
      this.registrations.delete(service);
    });
  }

  onStarted(run: TaskRun, at: Millis): void {
    this.faults.onStarted(run, at);
  }

  onHealthy(run: TaskRun, at: Millis): void {
    const { service } = run;
    if (!service) return;
    service.startFailures = 0;
    service.retryAt = undefined;
    this.events.resolve(service);
    if (run.deployment && run.deployment === service.primary) run.deployment.failedTasks = 0;
    this.request(service, at, this.random(service).int(1800, 5200));
  }

  onStopping(run: TaskRun, at: Millis): void {
    const { service } = run;
    if (!service) return;
    service.openPlace(run);
    if (run.startedAt === undefined && run.stop?.stopCode === 'TaskFailedToStart') this.backOff(service, at);
    this.rollouts.onTaskEnded(service, run, at);
    this.request(service, at, this.random(service).int(2500, 9000));
  }

  onStopped(run: TaskRun, at: Millis): void {
    if (run.service) this.request(run.service, at);
  }

  /** Tasks that never reach RUNNING are retried with growing gaps, up to 15 minutes. */
  private backOff(service: ServiceState, at: Millis): void {
    service.startFailures += 1;
    const gap = Math.min(15 * MINUTE, 10 * SECOND * 2 ** Math.max(0, service.startFailures - 2));
    service.retryAt = at + gap;
    if (service.startFailures >= 4) this.events.inconsistent(service, at);
  }

  random(service: ServiceState) {
    return draw(this.context, `scheduler|${service.plan.arn}|${this.draws++}`);
  }
}

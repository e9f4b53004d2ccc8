import { HOUR, MINUTE, SECOND } from '../calendar.js';
import { hashString } from '../random.js';
import type { Millis } from '../types.js';
import { draw, type Context } from './context.js';
import { HostState } from './host-state.js';
import { causeTime, scaleInCause, scaleOutCause, WARMUP_SECONDS } from './managed-scaling.js';
import type { ClusterState, GroupActivity, GroupState } from './region-state.js';
import type { ServiceScheduler } from './service-scheduler.js';
import type { TaskRun } from './task-run.js';

interface Termination {
  code: string;
  message: string;
  /** `User initiated (2026-01-02 03:04:05 GMT)`, or empty where AWS itself ended it. */
  transition: (at: Millis) => string;
}

export const SCALED_IN: Termination = {
  code: 'Client.UserInitiatedShutdown',
  message: 'Client.UserInitiatedShutdown: User initiated shutdown',
  transition: (at) => `User initiated (${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} GMT)`,
};

const SPOT_RECLAIMED: Termination = {
  code: 'Server.SpotInstanceTermination',
  message: 'Server.SpotInstanceTermination: Spot instance termination',
  transition: () => '',
};

/** Instances of Auto Scaling groups: launching, registering, managed scaling, interruption, termination. */
export class HostPool {
  private launches = 0;

  constructor(
    private readonly context: Context,
    private readonly scheduler: ServiceScheduler,
  ) {}

  /** Instances that ran before the history began. */
  openGroup(group: GroupState, at: Millis): void {
    for (let i = 0; i < group.plan.desired; i++) {
      const rng = draw(this.context, `open|${group.plan.arn}|${i}`);
      const host = this.create(group, this.zone(i), at - Math.round(rng.between(2, 220) * HOUR));
      host.registeredAt = host.launchedAt + 92 * SECOND;
    }
  }

  openStandalone(): void {
    this.context.state.plan.standalone.forEach((plan, i) => {
      const { addresses, state } = this.context;
      const az = this.zone(i);
      const subnet = plan.publicIp ? addresses.publicSubnet(az) : addresses.privateSubnet(az);
      const key = `${state.plan.accountId}|${state.plan.region}|${plan.name}`;
      const id = state.ids.ec2('i', key);
      const hash = hashString(key, state.plan.hash);
      state.hosts.push(
        new HostState(
          id,
          hash,
          '',
          plan.launchedAt,
          undefined,
          plan,
          subnet,
          addresses.take(subnet),
          plan.instanceType,
        ),
      );
    });
  }

  private zone(index: number): string {
    const { azs } = this.context.state.plan;
    return azs[index % azs.length]?.name ?? '';
  }

  private create(group: GroupState, az: string, launchedAt: Millis): HostState {
    const { addresses, state } = this.context;
    const key = `${group.plan.arn}|${this.launches++}`;
    const subnet = addresses.privateSubnet(az);
    const host = new HostState(
      state.ids.ec2('i', key),
      hashString(key, state.plan.hash),
      state.ids.hex(`container-instance|${key}`, 32),
      launchedAt,
      group.plan,
      undefined,
      subnet,
      addresses.take(subnet),
      group.plan.instanceType,
    );
    group.hosts.push(host);
    group.everyHost.push(host);
    state.hosts.push(host);
    return host;
  }

  /** Launches one instance in the zone with the fewest (but not in `avoid`); it registers one to two minutes later. */
  launch(
    cluster: ClusterState,
    group: GroupState,
    at: Millis,
    cause: string,
    { avoid, warmup = false }: { avoid?: string; warmup?: boolean } = {},
  ): HostState {
    const rng = draw(this.context, `launch|${group.plan.arn}|${this.launches}`);
    const zones = this.context.state.plan.azs.map((az) => az.name).filter((az) => az !== avoid);
    const count = (az: string) => group.hosts.filter((host) => host.subnet.az === az).length;
    const az = [...zones].sort((a, b) => count(a) - count(b))[0] ?? this.zone(0);
    const host = this.create(group, az, at);
    const registered = at + rng.int(72, 118) * SECOND;
    // A launch by a policy is successful when the instance is warm, another once it is in service.
    const done = warmup ? at + (WARMUP_SECONDS + rng.int(24, 41)) * SECOND : at + rng.int(28, 44) * SECOND;
    this.note(group, host, {
      at,
      endAt: done,
      cause,
      description: `Launching a new EC2 instance: ${host.id}`,
    });
    this.context.queue.plan(registered, (now) => {
      if (host.shuttingDownAt !== undefined) return;
      host.registeredAt = now;
      this.placeWaiting(cluster, now);
      for (const service of cluster.services)
        if (service.plan.daemon) this.scheduler.request(service, now, 4000);
    });
    return host;
  }

  /** Ends an instance: its tasks die with it, and about half a minute later it is terminated. */
  terminate(
    cluster: ClusterState | undefined,
    host: HostState,
    at: Millis,
    how: Termination,
    cause: string,
  ): void {
    if (host.shuttingDownAt !== undefined) return;
    const group = cluster?.groups.find((candidate) => candidate.plan === host.group);
    host.shuttingDownAt = at;
    host.terminatedAt = at + (24 + (host.hash % 30)) * SECOND;
    host.stateReason = { code: how.code, message: how.message };
    host.stateTransitionReason = how.transition(at);
    const stoppedReason = `Host EC2 (instance ${host.id}) terminated.`;
    for (const run of host.placed) {
      const exitCode = run.runsAt(at) ? 137 : undefined;
      this.scheduler.tasks.end(
        run,
        at,
        { stopCode: 'UserInitiated', stoppedReason, exitCode, by: 'instance-gone' },
        this.scheduler,
        at + 900,
      );
    }
    if (group)
      this.note(group, host, {
        at,
        endAt: host.terminatedAt,
        cause,
        description: `Terminating EC2 instance: ${host.id}`,
      });
    this.context.queue.plan(host.terminatedAt, () => {
      if (group) group.hosts = group.hosts.filter((other) => other !== host);
      this.context.addresses.give(host.ip);
    });
  }

  /**
   * A Spot interruption: often a rebalance advice some minutes before, the warning, two minutes, termination, and a
   * replacement in another zone. Where agents drain on the warning, the instance is DRAINING for those two minutes:
   * nothing is placed there any more, and its tasks stay until the end, since their services keep 100 % healthy.
   */
  interrupt(cluster: ClusterState, host: HostState, at: Millis): void {
    if (host.spotWarningAt !== undefined) return;
    const rng = draw(this.context, `interrupt|${host.id}`);
    host.spotWarningAt = at;
    if (rng.chance(0.7)) host.rebalanceAdvisedAt = at - rng.int(40, 900) * SECOND;
    if (host.group?.drainsOnSpotWarning) host.drainingSince ??= at + rng.int(2, 7) * SECOND;
    this.context.queue.plan(at + 120 * SECOND, (now) => {
      if (host.shuttingDownAt !== undefined) return;
      const cause = `At ${causeTime(now)} an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.`;
      this.terminate(cluster, host, now, SPOT_RECLAIMED, cause);
      const group = cluster.groups.find((candidate) => candidate.plan === host.group);
      if (group)
        this.context.queue.plan(now + 40 * SECOND, (later) =>
          this.replace(cluster, group, later, host.subnet.az),
        );
    });
  }

  /** Back to the desired capacity after an instance was lost. */
  replace(cluster: ClusterState, group: GroupState, at: Millis, avoid?: string): void {
    const alive = group.hosts.filter((host) => host.shuttingDownAt === undefined).length;
    if (alive >= group.desired) return;
    const cause = `At ${causeTime(at)} an instance was started in response to a difference between desired and actual capacity, increasing the capacity from ${alive} to ${alive + 1}.`;
    this.launch(cluster, group, at, cause, { avoid });
  }

  /** Puts tasks that wait in PROVISIONING onto instances that have room. */
  placeWaiting(cluster: ClusterState, at: Millis): void {
    for (const run of this.waiting(cluster)) {
      const host = this.scheduler.placement.hostFor(cluster, run, at);
      if (host) this.scheduler.tasks.place(run, host, at, this.scheduler);
    }
  }

  private waiting(cluster: ClusterState): TaskRun[] {
    for (const run of cluster.waiting) {
      if (run.host !== undefined || run.stoppingAt !== undefined) cluster.waiting.delete(run);
    }
    return [...cluster.waiting];
  }

  /** Once a minute: managed scaling of the capacity providers (M needed of N running). */
  tick(cluster: ClusterState, at: Millis): void {
    if (cluster.groups.length === 0) return;
    this.placeWaiting(cluster, at);
    const waiting = this.waiting(cluster);
    for (const group of cluster.groups) {
      if (!group.plan.capacityProvider) continue;
      const own = waiting.filter((run) => run.capacityProvider === group.plan.capacityProvider);
      this.noteReservation(group, own, at);
      if (own.length > 0) this.scaleOut(cluster, group, own, at);
      else this.scaleIn(cluster, group, at);
    }
  }

  /** Instances that the waiting tasks need beside those that are there. */
  private neededFor(group: GroupState, waiting: TaskRun[]): number {
    const memory = waiting.reduce((sum, run) => sum + run.revision.memory, 0);
    const cpu = waiting.reduce((sum, run) => sum + run.revision.cpu, 0);
    const example = group.hosts.find((host) => host.shuttingDownAt === undefined) ?? group.everyHost[0];
    const perHost = example
      ? { memory: example.memoryMiB * 0.85, cpu: example.cpuUnits * 0.85 }
      : { memory: 6000, cpu: 1700 };
    return Math.ceil(Math.max(memory / perHost.memory, cpu / perHost.cpu));
  }

  /**
   * M / N x 100 (ECS developer guide, cluster auto scaling): N instances run; M of them are needed for the tasks that
   * they hold and more for those that wait. Without any instance it is 100, or 200 while tasks wait.
   */
  private noteReservation(group: GroupState, waiting: TaskRun[], at: Millis): void {
    const running = group.hosts.filter((host) => host.isRegistered(at));
    const inUse = running.filter((host) => [...host.placed].some((run) => !run.service?.plan.daemon)).length;
    const needed = waiting.length > 0 ? running.length + this.neededFor(group, waiting) : inUse;
    const percent = running.length > 0 ? (100 * needed) / running.length : waiting.length > 0 ? 200 : 100;
    group.reservation.note(at, percent);
  }

  private scaleOut(cluster: ClusterState, group: GroupState, waiting: TaskRun[], at: Millis): void {
    const alive = group.hosts.filter((host) => host.shuttingDownAt === undefined);
    const coming = alive.filter((host) => !host.isRegistered(at)).length;
    const target = Math.min(group.plan.max, alive.length - coming + this.neededFor(group, waiting));
    if (target <= alive.length) return;
    this.setDesired(group, target, at);
    const from = alive.length;
    const cause = scaleOutCause(this.context.state, group, at, { from, target });
    for (let size = from; size < target; size++) this.launch(cluster, group, at, cause, { warmup: true });
  }

  /** An instance that held only daemons for a quarter of an hour goes, one at a time, down to the minimum. */
  private scaleIn(cluster: ClusterState, group: GroupState, at: Millis): void {
    const alive = group.hosts.filter((host) => host.shuttingDownAt === undefined && host.isRegistered(at));
    let candidate: HostState | undefined;
    for (const host of alive) {
      const isEmpty = [...host.placed].every((run) => run.service?.plan.daemon);
      if (!isEmpty) host.emptySince = undefined;
      else host.emptySince ??= at;
      if (host.emptySince !== undefined && at - host.emptySince >= 15 * MINUTE) candidate ??= host;
    }
    if (!candidate || alive.length <= group.plan.min) return;
    this.setDesired(group, alive.length - 1, at);
    const cause = scaleInCause(this.context.state, group, at, {
      from: alive.length,
      instanceId: candidate.id,
    });
    this.terminate(cluster, candidate, at, SCALED_IN, cause);
  }

  private setDesired(group: GroupState, desired: number, at: Millis): void {
    group.desired = desired;
    group.desiredHistory.push([at, desired]);
  }

  private note(
    group: GroupState,
    host: HostState,
    activity: Pick<GroupActivity, 'at' | 'endAt' | 'description' | 'cause'>,
  ): void {
    const { ids, groupActivities } = this.context.state;
    const id = ids.uuid(`asg-activity|${group.plan.arn}|${groupActivities.length}`);
    groupActivities.push({ id, group: group.plan, subnet: host.subnet, ...activity });
  }
}

import { DAY, HOUR, MINUTE } from '../calendar.js';
import type { Millis } from '../types.js';
import { groupsOpened } from '../trail/network-calls.js';
import { draw, type Context } from './context.js';
import { DatabaseLife } from './database-life.js';
import { HostPool } from './host-pool.js';
import { Jobs } from './jobs.js';
import type { ClusterState, DatabaseState } from './region-state.js';
import { Rhythm } from './rhythm.js';
import { ServiceScaling } from './service-scaling.js';
import { ServiceScheduler } from './service-scheduler.js';
import type { ServiceState } from './service-state.js';
import { Tasks } from './tasks.js';

/** One region's history: everything that acts in it, driven by one queue and a tick a minute. */
export class RegionSimulation {
  readonly tasks: Tasks;
  readonly scheduler: ServiceScheduler;
  readonly hosts: HostPool;
  readonly scaling: ServiceScaling;
  readonly rhythm: Rhythm;
  readonly jobs: Jobs;
  readonly databases: DatabaseLife;

  constructor(
    readonly context: Context,
    private readonly freeStorage: (state: DatabaseState, at: Millis) => number | undefined,
  ) {
    this.tasks = new Tasks(context);
    this.scheduler = new ServiceScheduler(context, this.tasks);
    this.hosts = new HostPool(context, this.scheduler);
    this.scaling = new ServiceScaling(context, this.scheduler);
    this.rhythm = new Rhythm(context, this.scheduler, this.scaling);
    this.jobs = new Jobs(context);
    this.databases = new DatabaseLife(context, freeStorage);
    context.queue.plan(context.state.beginsAt, (at) => this.begin(at));
  }

  /** GiB free a few minutes before an instant (the newest that is settled), or what the plan began with. */
  freeStorageGiB(state: DatabaseState, at: Millis): number {
    const bytes = this.freeStorage(state, Math.floor(at / MINUTE - 2) * MINUTE);
    return bytes === undefined ? state.plan.freeAtStartGiB : bytes / 1024 ** 3;
  }

  private begin(at: Millis): void {
    const { state, queue } = this.context;
    groupsOpened(state.trail, state.plan, at);
    this.hosts.openStandalone();
    for (const cluster of state.clusters) {
      for (const group of cluster.groups) this.hosts.openGroup(group, at);
      for (const service of cluster.services) this.openService(cluster, service, at);
      for (const job of cluster.plan.jobs) this.jobs.open(cluster, job, at);
    }
    for (const database of state.databases) this.databases.open(database, at);
    this.turnHour(at);
    queue.plan(Math.ceil(at / MINUTE) * MINUTE, (now) => this.tick(now));
  }

  /** The service as the history finds it: two older revisions known, one deployment complete, its tasks running. */
  private openService(cluster: ClusterState, service: ServiceState, at: Millis): void {
    const { revisions } = this.context.state;
    const rng = draw(this.context, `open|${service.plan.arn}`);
    revisions.next(service.plan, at - rng.int(20, 60) * DAY);
    const deployed = at - Math.round(rng.between(1, 9) * DAY);
    const deployment = this.scheduler.rollouts.openFirst(
      service,
      revisions.next(service.plan, deployed - 90_000),
      deployed,
    );
    const daemonHosts = service.plan.daemon ? cluster.hosts : [];
    const count = service.plan.daemon ? daemonHosts.length : service.desired;
    service.desired = count;
    service.desiredHistory.push([at, count]);
    for (let i = 0; i < count; i++) {
      const age = Math.round(rng.between(0.5, 40) * HOUR);
      const request = this.firstPlace(cluster, service, daemonHosts[i], at);
      if (request) this.tasks.createRunning({ cluster, service, deployment, ...request }, at, age);
    }
    this.scheduler.request(service, at, 2000);
    this.rhythm.open(service, at);
  }

  private firstPlace(
    cluster: ClusterState,
    service: ServiceState,
    daemonHost: ClusterState['hosts'][number] | undefined,
    at: Millis,
  ) {
    if (daemonHost) return { launchType: 'EC2' as const, az: daemonHost.subnet.az, host: daemonHost };
    const placement = this.scheduler.placement.choose(cluster, service, this.scheduler.wanted(service), at);
    if (placement.kind !== 'place') return undefined;
    return placement.launchType === 'EC2' && !placement.host ? undefined : placement;
  }

  private turnHour(at: Millis): void {
    const hour = Math.floor(at / HOUR);
    for (const cluster of this.context.state.clusters) {
      for (const service of cluster.services) service.openHour(hour);
    }
    this.context.queue.plan((hour + 1) * HOUR, (next) => this.turnHour(next));
  }

  private tick(at: Millis): void {
    const { state, queue } = this.context;
    for (const cluster of state.clusters) {
      this.hosts.tick(cluster, at);
      for (const service of cluster.services) this.scaling.tick(service, at);
    }
    if ((at / MINUTE) % 5 === 0) for (const database of state.databases) this.databases.tick(database, at);
    queue.plan(at + MINUTE, (next) => this.tick(next));
  }
}

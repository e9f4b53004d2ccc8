import { AlarmBook } from './alarms/alarm-book.js';
import { Calendar, zoneOffsetMinutes } from './calendar.js';
import { EventBus } from './event-bus/event-bus.js';
import type { EventBusView } from './event-bus/event-bus-view.js';
import type { EcsView } from './ecs-view.js';
import type { ScalingView } from './scaling-view.js';
import { LogGroups } from './logs/log-groups.js';
import { logSeries } from './metrics/log-metrics.js';
import { LoadModel } from './metrics/load-model.js';
import type { Replay } from './metrics/replay.js';
import { SeriesRegistry } from './metrics/registry.js';
import { overridden, Series } from './metrics/series.js';
import { TrafficModel } from './metrics/traffic.js';
import { Addresses } from './simulation/addresses.js';
import { EventQueue } from './simulation/queue.js';
import { RegionSimulation } from './simulation/region-simulation.js';
import type { ClusterState, DatabaseState, RegionState } from './simulation/region-state.js';
import type { TrailView } from './trail/trail-view.js';
import type {
  AwsRecord,
  Dimension,
  LogEvent,
  LogQuery,
  LogStream,
  MetricSeries,
  Millis,
  Region,
  StatisticSet,
  VirtualClock,
} from './types.js';
import { RegionCanaries } from './views/canaries-view.js';
import { clusterView, containerInstanceView, listedTasks } from './views/cluster-view.js';
import { RegionScaling } from './views/group-scaling-view.js';
import { EcsAnswers } from './views/ecs/ecs-answers.js';
import { RegionCompute } from './views/compute-view.js';
import { databaseView } from './views/database-view.js';
import { autoScalingGroupView, instanceView, listedHosts } from './views/instance-view.js';
import { DatabasesWorld } from './views/databases/databases-world.js';
import { RegionNetwork } from './views/network-view.js';
import { RegionLoadBalancing } from './views/load-balancing-view.js';
import { activityView, scalableTargetView, scalingPolicyViews } from './views/scaling-view.js';
import { serviceView } from './views/service-view.js';
import { taskDefinitionTags, taskDefinitionView } from './views/task-definition-view.js';
import { taskView } from './views/task-view.js';

/** One account in one region, as its AWS endpoints answer it at the clock's now. */
export class RegionWorld implements Region {
  readonly accountId: string;
  readonly region: string;
  readonly simulation: RegionSimulation;
  readonly load: LoadModel;
  readonly registry: SeriesRegistry;
  readonly network: RegionNetwork;
  readonly ecs: EcsView;
  readonly compute: RegionCompute;
  readonly loadBalancing: RegionLoadBalancing;
  readonly canaries: RegionCanaries;
  readonly scaling: ScalingView;
  readonly alarms: AlarmBook;
  readonly eventBus: EventBusView;
  readonly trail: TrailView;
  readonly databases: DatabasesWorld;
  private readonly logs: LogGroups;

  constructor(
    readonly state: RegionState,
    private readonly clock: VirtualClock,
    seed: number,
    replay: Replay,
  ) {
    this.accountId = state.plan.accountId;
    this.region = state.plan.region;
    const queue = new EventQueue();
    const calendar = new Calendar(seed, zoneOffsetMinutes(this.region));
    this.load = new LoadModel(calendar, () => queue.now);
    const traffic = new TrafficModel(this.load, state.databases);
    this.registry = new SeriesRegistry(state, this.load, replay, traffic);
    this.loadBalancing = new RegionLoadBalancing(state, clock);
    this.canaries = new RegionCanaries(state, traffic, clock);
    this.logs = new LogGroups(state, calendar, this.load);
    this.network = new RegionNetwork(state, clock);
    this.ecs = new EcsAnswers(state, clock);
    this.compute = new RegionCompute(state, clock);
    this.scaling = new RegionScaling(state, clock);
    this.registry.add(logSeries(this.logs, state.beginsAt, () => queue.now));
    this.databases = new DatabasesWorld({
      state,
      now: () => this.now,
      load: (database, at) => this.databaseLoad(database, at),
    });
    const context = { seed, state, queue, addresses: new Addresses(state.plan), calendar, load: this.load };
    this.simulation = new RegionSimulation(context, (database, at) => this.freeStorage(database, at));
    this.trail = { events: (from, to) => state.trail.events(from, to, this.now) };
    this.alarms = new AlarmBook({
      state,
      now: () => this.now,
      policies: () => [...this.scalingPolicies(), ...this.scaling.groupPolicies()],
      series: () => this.registry.list(this.now),
      find: (plan) => this.registry.find(plan.namespace, plan.metric, plan.dimensions),
      read: (series, at) => this.datapoint(series, at),
    });
    this.eventBus = new EventBus(state, this.alarms, () => this.now, clock.now());
  }

  /** Runs the simulation up to `until`. */
  advance(until: Millis): void {
    this.simulation.context.queue.advance(until);
  }

  private freeStorage(database: DatabaseState, at: Millis): number | undefined {
    const dimensions = [{ Name: 'DBInstanceIdentifier', Value: database.plan.id }];
    const series = this.registry.find('AWS/RDS', 'FreeStorageSpace', dimensions);
    return series && at >= series.livesFrom ? series.read(at)?.minimum : undefined;
  }

  private databaseLoad(database: DatabaseState, at: Millis): number | undefined {
    const series = this.registry.find('AWS/RDS', 'DBLoad', [
      { Name: 'DBInstanceIdentifier', Value: database.plan.id },
    ]);
    const set = series && this.datapoint(series, at);
    return set && set.sum / set.sampleCount;
  }

  private get now(): Millis {
    return this.clock.now();
  }

  private cluster(arn: string): ClusterState | undefined {
    return this.state.clusters.find((cluster) => cluster.plan.arn === arn);
  }

  clusters(): AwsRecord[] {
    return this.state.clusters.map((cluster) => clusterView(cluster, this.now));
  }

  services(clusterArn: string): AwsRecord[] {
    const cluster = this.cluster(clusterArn);
    return cluster?.services.map((service) => serviceView(cluster, service, this.now)) ?? [];
  }

  tasks(clusterArn: string): AwsRecord[] {
    const cluster = this.cluster(clusterArn);
    return cluster ? listedTasks(cluster, this.now).map((task) => taskView(cluster, task, this.now)) : [];
  }

  containerInstances(clusterArn: string): AwsRecord[] {
    const cluster = this.cluster(clusterArn);
    const registered = cluster?.hosts.filter((host) => host.isRegistered(this.now)) ?? [];
    return cluster ? registered.map((host) => containerInstanceView(cluster, host, this.now)) : [];
  }

  taskDefinition(nameOrArn: string): AwsRecord | undefined {
    const revision = this.state.revisions.find(nameOrArn);
    return revision && taskDefinitionView(revision);
  }

  taskDefinitionTags(arn: string): AwsRecord[] {
    const revision = this.state.revisions.find(arn);
    return revision ? taskDefinitionTags(revision).map((tag) => ({ ...tag })) : [];
  }

  instances(): AwsRecord[] {
    const { now } = this;
    return listedHosts(this.state, now).map((host) => instanceView(this.state, host, now));
  }

  dbInstances(): AwsRecord[] {
    return this.state.databases.map((database) => databaseView(this.state, database, this.now));
  }

  autoScalingGroups(): AwsRecord[] {
    return this.state.clusters.flatMap((cluster) =>
      cluster.groups.map((group) => autoScalingGroupView(this.state, group, this.now)),
    );
  }

  private get scaled() {
    return this.state.clusters.flatMap((cluster) =>
      cluster.services.filter((service) => service.plan.scaling),
    );
  }

  scalableTargets(): AwsRecord[] {
    return this.scaled.map((service) => scalableTargetView(this.state, service));
  }

  scalingPolicies(): AwsRecord[] {
    return this.scaled.flatMap((service) => scalingPolicyViews(this.state, service));
  }

  scalingActivities(): AwsRecord[] {
    const { now } = this;
    return [...this.state.activities].reverse().map((activity) => activityView(activity, now));
  }

  logGroups(): AwsRecord[] {
    return this.logs.describe();
  }

  logStreams(logGroupName: string): LogStream[] {
    return this.logs.streams(logGroupName, this.now);
  }

  logEvents(query: LogQuery): LogEvent[] {
    return this.logs.events(query, this.now);
  }

  metricSeries(): MetricSeries[] {
    return this.registry.list(this.now);
  }

  findSeries(namespace: string, metricName: string, dimensions: Dimension[]): MetricSeries | undefined {
    return this.registry.find(namespace, metricName, dimensions);
  }

  datapoint(series: MetricSeries, at: Millis, asOf = Infinity): StatisticSet | undefined {
    const own = this.own(series);
    if (at < own.livesFrom || at >= own.livesUntil()) return undefined;
    const read = own.recorded ?? own.read;
    const set = own.recorded ? read(at) : own.toldAt(at, read(at), asOf);
    return own.overrides ? overridden(own, at, set) : set;
  }

  visibleAt(series: MetricSeries, at: Millis): Millis {
    return this.own(series).visibleAt(at);
  }

  private own(series: MetricSeries): Series {
    if (series instanceof Series) return series;
    const found = this.registry.find(series.namespace, series.metricName, series.dimensions);
    if (!found)
      throw new RangeError(
        `series ${series.namespace} ${series.metricName} is unknown; take it from findSeries`,
      );
    return found;
  }
}

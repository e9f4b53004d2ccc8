import { Effects } from '../metrics/effects.js';
import type { Ids } from '../ids.js';
import { DAY } from '../calendar.js';
import { planCanaries, type CanaryPlan } from '../plan/canary-plan.js';
import { planLoadBalancing, type LoadBalancingPlan } from '../plan/load-balancer-plan.js';
import type { GroupPlan } from '../plan/machine-types.js';
import type { SubnetPlan } from '../plan/network-types.js';
import type { ClusterPlan, DatabasePlan, MaintenancePlan, RegionPlan } from '../plan/plan-types.js';
import type { FleetOptions, Millis } from '../types.js';
import { TrailBook } from '../trail/trail-book.js';
import { RevisionBook } from './revisions.js';
import type { HostState } from './host-state.js';
import { ReservationHistory } from './reservation-history.js';
import { ServiceState, type LogEffect } from './service-state.js';
import type { TaskRun } from './task-run.js';

export class ClusterState {
  readonly services: ServiceState[];
  readonly groups: GroupState[];
  /** Tasks that wait in PROVISIONING for an instance of their capacity provider. */
  readonly waiting = new Set<TaskRun>();
  /** Tasks of jobs (outside services) that are not STOPPED yet. */
  readonly liveJobs = new Set<TaskRun>();
  readonly jobRuns: TaskRun[] = [];
  readonly jobsStoppedLately: TaskRun[] = [];

  constructor(
    readonly plan: ClusterPlan,
    readonly region: RegionState,
  ) {
    this.services = plan.services.map((service) => new ServiceState(service));
    this.groups = plan.groups.map((group) => new GroupState(group, region.beginsAt));
  }

  /** Every container instance there ever was, terminated ones included. */
  get allHosts(): HostState[] {
    return this.groups.flatMap((group) => group.everyHost);
  }

  get hosts(): HostState[] {
    return this.groups.flatMap((group) => group.hosts);
  }
}

export class GroupState {
  desired: number;
  /** Instances that are not terminated, launch order. */
  hosts: HostState[] = [];
  readonly everyHost: HostState[] = [];
  /** Desired capacity over time: [at, count], oldest first. */
  readonly desiredHistory: [Millis, number][] = [];
  readonly reservation: ReservationHistory;

  constructor(
    readonly plan: GroupPlan,
    beginsAt: Millis,
  ) {
    this.desired = plan.desired;
    this.desiredHistory.push([beginsAt, plan.desired]);
    this.reservation = new ReservationHistory(beginsAt);
  }
}

/** What a database's control plane has been through. */
interface DatabaseChange {
  at: Millis;
  allocatedGiB?: number;
  status?: string;
  failover?: boolean;
  azIndex?: number;
  version?: string;
}

/** One line of DescribeEvents. */
export interface DatabaseEvent {
  at: Millis;
  message: string;
  categories: string[];
}

/** A statement that takes more than it used to: what an index that was dropped, or a new query, does. */
export interface StatementEffect {
  from: Millis;
  to: Millis;
  statement: string;
  perMinute: number;
  /** Milliseconds that one execution takes about. */
  milliseconds: number;
}

export class DatabaseState {
  readonly effects = new Effects();
  readonly logEffects: LogEffect[] = [];
  readonly changes: DatabaseChange[] = [];
  /** Oldest first. */
  readonly events: DatabaseEvent[] = [];
  readonly statementEffects: StatementEffect[] = [];
  /** Times in which transactions wait for each other until one is given up. */
  readonly lockEffects: { from: Millis; to: Millis; perMinute: number }[] = [];
  /** Maintenance that has been applied. */
  readonly maintained = new Set<MaintenancePlan>();
  version: string;
  allocatedGiB: number;
  azIndex: number;
  status = 'available';
  storageChangedAt?: Millis;

  constructor(readonly plan: DatabasePlan) {
    this.version = plan.version;
    this.allocatedGiB = plan.allocatedGiB;
    this.azIndex = plan.azIndex;
  }

  /** Writes a line that DescribeEvents answers for two weeks. */
  tell(at: Millis, message: string, ...categories: string[]): void {
    this.events.push({ at, message, categories });
  }
}

export interface ScalingActivity {
  id: string;
  service: ServiceState;
  at: Millis;
  endAt?: Millis;
  from: number;
  to: number;
  description: string;
  cause: string;
  kind: 'desired' | 'bounds' | 'not-scaled';
  notScaled?: { code: string; max: number; current: number };
}

/** An activity of an Auto Scaling group. */
export interface GroupActivity {
  id: string;
  group: GroupPlan;
  /** Where the instance was launched or ended. */
  subnet: SubnetPlan;
  at: Millis;
  endAt: Millis;
  description: string;
  cause: string;
}

export class RegionState {
  readonly clusters: ClusterState[];
  readonly revisions: RevisionBook;
  /** Every instance there ever was, launch order. */
  readonly hosts: HostState[] = [];
  readonly databases: DatabaseState[];
  readonly balancing: LoadBalancingPlan;
  readonly canaries: CanaryPlan[];
  readonly activities: ScalingActivity[] = [];
  readonly groupActivities: GroupActivity[] = [];
  /** Times in which Fargate Spot has nothing to give, in one zone or in all. */
  readonly spotShortages: { from: Millis; to: Millis; az?: string }[] = [];
  readonly beginsAt: Millis;
  private readonly groupNames: Map<string, string>;
  /** Who changed what. */
  readonly trail: TrailBook;

  constructor(
    readonly plan: RegionPlan,
    readonly ids: Ids,
    options: FleetOptions,
  ) {
    this.groupNames = new Map(plan.network.securityGroups.map(({ id, name }) => [id, name]));
    this.trail = new TrailBook(plan, ids);
    this.beginsAt = options.startedAt - options.historyDays * DAY;
    this.revisions = new RevisionBook(
      options.seed,
      ids,
      `arn:aws:ecs:${plan.region}:${plan.accountId}:task-definition/`,
    );
    this.clusters = plan.clusters.map((cluster) => new ClusterState(cluster, this));
    this.databases = plan.databases.map((database) => new DatabaseState(database));
    this.balancing = planLoadBalancing(plan, ids);
    this.canaries = planCanaries(plan, ids);
  }

  /** Security groups as instances and interfaces carry them: id and name. */
  groupIdentifiers(groupIds: string[]): { GroupId: string; GroupName: string }[] {
    return groupIds.map((id) => ({ GroupId: id, GroupName: this.groupNames.get(id) ?? '' }));
  }
}

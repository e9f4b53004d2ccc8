import type { AwsRecord } from './aws-record.js';
import type { ComputeView } from './compute.js';
import type { CanariesView } from './canaries.js';
import type { LoadBalancingView } from './load-balancing.js';
import type { DatabasesView } from './databases-view.js';
import type { NetworkView } from './network.js';
import type { EcsView } from './ecs-view.js';
import type { ScalingView } from './scaling-view.js';
import type { AlarmsView } from './alarms/alarms-view.js';
import type { EventBusView } from './event-bus/event-bus-view.js';
import type { TrailView } from './trail/trail-view.js';

/**
 * The seam between the living fleet (`world/`) and the AWS protocols (`wire/`).
 *
 * The world answers with AWS's own member names in the casing of each service's API model (ECS, Logs and
 * Application Auto Scaling: lowerCamel or UpperCamel as botocore has them), timestamps as `Date`. The wire layer
 * validates requests, pages, throttles, injects faults, counts, and serialises; it knows nothing of the fleet.
 */
export type { AwsRecord };

/** Milliseconds since the epoch in the simulator's virtual time. */
export type Millis = number;

export interface VirtualClock {
  now(): Millis;
}

export interface Region {
  readonly accountId: string;
  readonly region: string;

  /** ECS. Every answer is the state at the clock's `now`; STOPPED tasks stay for about an hour. */
  clusters(): AwsRecord[];
  /** Services of a cluster (ACTIVE, DRAINING and recently INACTIVE), `events` newest first and at most 100. */
  services(clusterArn: string): AwsRecord[];
  tasks(clusterArn: string): AwsRecord[];
  containerInstances(clusterArn: string): AwsRecord[];
  /** By full ARN, `family:revision` or `family` (latest ACTIVE). */
  taskDefinition(nameOrArn: string): AwsRecord | undefined;
  taskDefinitionTags(arn: string): AwsRecord[];

  /** EC2 instances as `Reservation.Instances[]` members; terminated ones stay for about an hour. */
  instances(): AwsRecord[];
  dbInstances(): AwsRecord[];
  readonly loadBalancing: LoadBalancingView;
  readonly canaries: CanariesView;
  autoScalingGroups(): AwsRecord[];
  readonly network: NetworkView;
  readonly compute: ComputeView;
  /** RDS beside its instances, and their load. */
  readonly databases: DatabasesView;

  scalableTargets(): AwsRecord[];
  scalingPolicies(): AwsRecord[];
  /** Newest first, six weeks. Not-scaled activities carry `NotScaledReasons`. */
  scalingActivities(): AwsRecord[];

  readonly ecs: EcsView;
  readonly scaling: ScalingView;

  logGroups(): AwsRecord[];
  /** Streams of a group with what DescribeLogStreams says of them. */
  logStreams(logGroupName: string): LogStream[];
  /** Events of one group with from <= timestamp < to and ingestionTime <= now, by (timestamp, eventId). */
  logEvents(query: LogQuery): LogEvent[];

  /** CloudWatch alarms, CloudTrail events. */
  readonly alarms: AlarmsView;
  readonly trail: TrailView;
  /** What EventBridge would hand on; whoever takes it has it. */
  readonly eventBus: EventBusView;

  /** Every metric series that exists, or existed in the past two weeks. */
  metricSeries(): MetricSeries[];
  /** The series of exactly these dimensions (order irrelevant), or undefined when nothing was ever published. */
  findSeries(namespace: string, metricName: string, dimensions: Dimension[]): MetricSeries | undefined;
  /**
   * What CloudWatch holds for a native-period slot: undefined when nothing was published. Times are aligned to the
   * series' period. Pure in (seed, series, time): independent of when it is asked. With `asOf` what is told of it at
   * that instant, where a metric's newest counts are low at first and revised.
   */
  datapoint(series: MetricSeries, at: Millis, asOf?: Millis): StatisticSet | undefined;
  /** When that slot becomes visible to GetMetricData (publication delay, a few seconds of jitter per slot). */
  visibleAt(series: MetricSeries, at: Millis): Millis;
}

export interface Dimension {
  Name: string;
  Value: string;
}

export interface MetricSeries {
  namespace: string;
  metricName: string;
  dimensions: Dimension[];
  unit: string;
  /** Native period in seconds: 60 or 300. */
  period: number;
  /** First instant at which it may publish. */
  livesFrom: Millis;
}

/** One slot as CloudWatch aggregates it; percentiles are derived from `values` where the metric keeps them. */
export interface StatisticSet {
  sum: number;
  minimum: number;
  maximum: number;
  sampleCount: number;
  values?: number[];
}

export interface LogQuery {
  logGroupName: string;
  from: Millis;
  to: Millis;
  logStreamNames?: string[];
  logStreamNamePrefix?: string;
}

export interface LogStream {
  name: string;
  createdAt: Millis;
  /** First and newest event that have arrived; undefined while none has. Looked up when asked. */
  first(): LogEvent | undefined;
  last(): LogEvent | undefined;
}

export interface LogEvent {
  eventId: string;
  timestamp: Millis;
  ingestionTime: Millis;
  message: string;
  logStreamName: string;
}

export interface World {
  readonly seed: number;
  readonly clock: VirtualClock;
  /** The instant the world was created at; history reaches `historyDays` back from here. */
  readonly startedAt: Millis;
  readonly historyDays: number;
  accounts(): string[];
  regions(accountId: string): string[];
  region(accountId: string, region: string): Region | undefined;
  /** Advances the fleet to the clock's now. Cheap when little time has passed; the wire calls it before each request. */
  advance(): void;
  /** What really happened, for proofs. JSON-serialisable, ISO times. */
  truth(query: TruthQuery): TruthAnswer;
}

export interface TruthQuery {
  accountId?: string;
  region?: string;
  from: Millis;
  to: Millis;
  /** Which parts to answer; all when absent. */
  parts?: TruthPart[];
}
export type TruthPart =
  | 'tasks'
  | 'serviceEvents'
  | 'deployments'
  | 'scaling'
  | 'incidents'
  | 'instances'
  | 'counts'
  | 'metrics';

/** Every task run (also those AWS has forgotten), every service event ever written, and so on within [from, to). */
export interface TruthAnswer {
  tasks?: AwsRecord[];
  serviceEvents?: AwsRecord[];
  deployments?: AwsRecord[];
  scaling?: AwsRecord[];
  instances?: AwsRecord[];
  /** Incidents placed by scenarios: kind, resource, from, to and what they did. */
  incidents?: AwsRecord[];
  /** Points published per namespace and per series within [from, to), and counts of the above. */
  counts?: AwsRecord;
}

export interface FleetOptions {
  seed: number;
  startedAt: Millis;
  historyDays: number;
  clusters: number;
  services: number;
  tasks: number;
  instances: number;
  databases: number;
  accounts: number;
  regions: string[];
  /** A directory of CSV files `timestamp,value` that drive series (docs/simulator.md, "Replay"). */
  replayDir?: string;
}

/** The one entry of `world/`: builds the fleet, places the scenarios and runs its past. */
export type CreateWorld = (options: FleetOptions, scenarios: unknown[], clock: VirtualClock) => World;

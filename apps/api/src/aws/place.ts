import type { Clock } from '../clock/index.js';
import { AwsCaller } from './caller.js';
import { AwsClients, type Access } from './clients.js';
import { AwsCallError } from './errors.js';
import type { Limiter } from './limiter.js';
import { AlarmOperations } from './operations/alarms.js';
import { AutoScalingOperations } from './operations/auto-scaling.js';
import { EcsDetailOperations } from './operations/ecs-details.js';
import { EventQueueOperations } from './operations/event-queue.js';
import { Ec2Operations } from './operations/ec2.js';
import { EcsOperations } from './operations/ecs.js';
import { callerIdentity } from './operations/identity.js';
import { LoadBalancingOperations } from './operations/load-balancing.js';
import { LogsOperations } from './operations/logs.js';
import { MetricDataOperations } from './operations/metric-data.js';
import { MetricListOperations } from './operations/metric-list.js';
import { MetricStatisticsOperations } from './operations/metric-statistics.js';
import { NetworkOperations } from './operations/network.js';
import { PerformanceInsightsOperations } from './operations/performance-insights.js';
import { RdsOperations } from './operations/rds.js';
import { ServiceScalingOperations } from './operations/service-scaling.js';
import { SyntheticsOperations } from './operations/synthetics.js';
import { TrailOperations } from './operations/trail.js';
import { PermissionBook } from './permission-book.js';
import type { Sleep, TokenBucket } from './token-bucket.js';
import type { UsageMeter } from './usage-meter.js';

export interface PlaceParts {
  scopeId: string;
  region: string;
  access: Access;
  clock: Clock;
  limiter: Limiter;
  meter: UsageMeter;
  /** Waits between two tries of a call; real time where absent. */
  pause?: Sleep;
}

/** One account as one role sees it, in one region: every read of AWS that Danji makes there. */
export class AwsPlace {
  readonly scopeId: string;
  readonly region: string;
  readonly permissions: PermissionBook;
  readonly ecs: EcsOperations;
  readonly ecsDetails: EcsDetailOperations;
  readonly ec2: Ec2Operations;
  readonly network: NetworkOperations;
  readonly rds: RdsOperations;
  readonly insights: PerformanceInsightsOperations;
  readonly autoScaling: AutoScalingOperations;
  readonly serviceScaling: ServiceScalingOperations;
  readonly loadBalancing: LoadBalancingOperations;
  readonly synthetics: SyntheticsOperations;
  readonly logs: LogsOperations;
  readonly alarms: AlarmOperations;
  readonly trail: TrailOperations;
  readonly eventQueue: EventQueueOperations;
  readonly metricData: MetricDataOperations;
  readonly metricList: MetricListOperations;
  readonly metricStatistics: MetricStatisticsOperations;
  private readonly clients: AwsClients;
  private readonly caller: AwsCaller;
  private account: string | null = null;

  constructor(private readonly parts: PlaceParts) {
    this.scopeId = parts.scopeId;
    this.region = parts.region;
    this.permissions = new PermissionBook(parts.clock);
    this.clients = new AwsClients(parts.access, parts.region);
    this.caller = new AwsCaller({
      bucket: (name) => parts.limiter.requests(this.limitKey, this.region, name),
      permissions: this.permissions,
      meter: parts.meter,
      pause: parts.pause,
    });
    this.ecs = new EcsOperations(this.clients.ecs, this.caller);
    this.ecsDetails = new EcsDetailOperations(this.clients.ecs, this.caller);
    this.ec2 = new Ec2Operations(this.clients.ec2, this.caller);
    this.network = new NetworkOperations(this.clients.ec2, this.caller);
    this.rds = new RdsOperations(this.clients.rds, this.caller);
    this.insights = new PerformanceInsightsOperations(this.clients.performanceInsights, this.caller);
    this.autoScaling = new AutoScalingOperations(this.clients.autoScaling, this.caller);
    this.serviceScaling = new ServiceScalingOperations(this.clients.applicationAutoScaling, this.caller);
    this.loadBalancing = new LoadBalancingOperations(this.clients.loadBalancing, this.caller);
    this.synthetics = new SyntheticsOperations(this.clients.synthetics, this.caller);
    this.logs = new LogsOperations(this.clients.logs, this.caller);
    this.alarms = new AlarmOperations(this.clients.cloudWatch, this.caller);
    this.trail = new TrailOperations(this.clients.cloudTrail, this.caller);
    this.eventQueue = new EventQueueOperations(this.clients.sqs, this.caller);
    this.metricData = new MetricDataOperations(this.clients.cloudWatch, this.caller);
    this.metricList = new MetricListOperations(this.clients.cloudWatch, this.caller);
    this.metricStatistics = new MetricStatisticsOperations(this.clients.cloudWatch, this.caller);
  }

  /** What names this place in the database. */
  get key(): { scopeId: string; region: string } {
    return { scopeId: this.scopeId, region: this.region };
  }

  /**
   * The account number, asked of STS once. A role that may not ask is known by its own ARN, else by a cluster's.
   * @throws AwsCallError when AWS cannot be reached at all, or nothing tells
   */
  async accountId(): Promise<string> {
    this.account ??= await this.findAccountId();
    return this.account;
  }

  /** The quota of datapoints a second that a range of metrics draws on. */
  datapoints(quota: 'recent' | 'older'): TokenBucket {
    return this.parts.limiter.datapoints(this.limitKey, this.region, quota);
  }

  close(): void {
    this.clients.destroy();
  }

  private async findAccountId(): Promise<string> {
    try {
      return (await callerIdentity(this.clients.sts, this.caller)).accountId;
    } catch (error) {
      const refused = error instanceof AwsCallError && /^(denied|unsupported)$/.test(error.failure);
      if (!refused) throw error;
      const arn = this.parts.access.roleArn ?? (await this.ecs.clusters())[0]?.clusterArn;
      const account = arn?.split(':')[4];
      if (account === undefined) throw error;
      return account;
    }
  }

  private get limitKey(): string {
    return this.account ?? this.scopeId;
  }
}

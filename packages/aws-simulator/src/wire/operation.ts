import type { AwsRecord, Millis, Region, World } from '../world/types.js';
import type { MetricFaults } from './faults/metric-faults.js';
import type { QueueFaults } from './faults/queue-faults.js';
import type { BucketCharge } from './limits/quotas.js';
import type { Identity } from './request/identity.js';
import type { EventQueues } from './queue/event-queue.js';
import type { Params } from './request/params.js';

/** Services by their endpoint prefix in the credential scope; also the prefix of their IAM actions except CloudWatch. */
export type ServiceId =
  | 'ecs'
  | 'ec2'
  | 'rds'
  | 'pi'
  | 'autoscaling'
  | 'application-autoscaling'
  | 'logs'
  | 'monitoring'
  | 'elasticloadbalancing'
  | 'synthetics'
  | 'cloudtrail'
  | 'sqs'
  | 'sts';

/** One request on its way through an operation. */
export interface Call {
  readonly input: AwsRecord;
  readonly params: Params;
  readonly identity: Identity;
  readonly world: World;
  readonly view: Region;
  readonly now: Millis;
  /** Faults which act inside GetMetricData: split pages, partial answers, late points. */
  readonly metricFaults: MetricFaults;
  /** Faults which act inside ReceiveMessage. */
  readonly queueFaults: QueueFaults;
  readonly queues: EventQueues;
  /** Takes tokens of a further bucket whose cost is known only after validation; throws the throttling error. */
  charge(bucket: BucketCharge): void;
  /** Adds to the figures of /_simulator/truth. */
  count(figures: { metricsRequested?: number; datapointsReturned?: number }): void;
}

/** One row of the table of operations. */
export interface Operation {
  readonly service: ServiceId;
  readonly name: string;
  /** Rate limit of the request itself. */
  bucket(input: AwsRecord, identity: Identity): BucketCharge;
  /** ARNs or names that the request is about: for fault rules and for access-denied messages. */
  resources(input: AwsRecord): string[];
  run(call: Call): AwsRecord;
  /** A long poll: real milliseconds for which `run` is asked again while its answer holds nothing; 0 ends it. */
  waits?(output: AwsRecord, input: AwsRecord): number;
}

/** Timestamps that stay numbers until a protocol writes them: the hot path of GetMetricData. */
export class TimestampList {
  constructor(readonly millis: number[]) {}
}

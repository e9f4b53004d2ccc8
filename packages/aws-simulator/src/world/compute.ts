import type { AwsRecord } from './aws-record.js';

/** What belongs to instances, as EC2's Describe operations answer it at the clock's now. */
export interface ComputeView {
  volumes(): AwsRecord[];
  /** Every image that can be described; deprecated ones carry a DeprecationTime that has passed. */
  images(): AwsRecord[];
  /** Ids of images that are deregistered while instances still run from them. */
  deregisteredImages(): string[];
  keyPairs(): AwsRecord[];
  /** Of all instances, whatever their state. */
  instanceStatuses(): AwsRecord[];
  instanceTypes(): AwsRecord[];
  /** Changes of the Linux Spot price within [from, to], and for each type and zone the last one before; newest first. */
  spotPrices(query: SpotPriceQuery): AwsRecord[];
}

export interface SpotPriceQuery {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  /** All when empty. */
  instanceTypes: string[];
  availabilityZone?: string;
}

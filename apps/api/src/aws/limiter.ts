import type { Clock } from '../clock/index.js';
import { DATAPOINT_LIMITS, requestLimit, type BucketName } from './limits.js';
import { sleep, TokenBucket, type Sleep } from './token-bucket.js';

/** All token buckets of the process: AWS counts per account, region and API, so scopes of one account share them. */
export class Limiter {
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(
    private readonly clock: Clock,
    private readonly pause: Sleep = sleep,
  ) {}

  requests(account: string, region: string, name: BucketName): TokenBucket {
    return this.bucket(`${account}/${region}/${name}`, () => requestLimit(name));
  }

  datapoints(account: string, region: string, quota: keyof typeof DATAPOINT_LIMITS): TokenBucket {
    return this.bucket(`${account}/${region}/datapoints-${quota}`, () => DATAPOINT_LIMITS[quota]);
  }

  private bucket(key: string, options: () => { refill: number; burst: number }): TokenBucket {
    let bucket = this.buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(options(), this.clock, this.pause);
      this.buckets.set(key, bucket);
    }
    return bucket;
  }
}

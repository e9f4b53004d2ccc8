import { LAG_BUCKET_SECONDS, lagBucket } from '@danji/shared';

/** First-seen lags of datapoints, counted by namespace: first seen minus the end of the datapoint's period. */
export class LagHistogram {
  private readonly counts = new Map<string, number[]>();

  /** Times in epoch ms, period in seconds. */
  add(namespace: string, point: { at: number; period: number }, seenAt: number): void {
    let buckets = this.counts.get(namespace);
    if (!buckets) {
      buckets = Array.from({ length: LAG_BUCKET_SECONDS.length + 1 }, () => 0);
      this.counts.set(namespace, buckets);
    }
    const lag = Math.max(0, seenAt - point.at - point.period * 1000) / 1000;
    const bucket = lagBucket(lag);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }

  entries(): [namespace: string, buckets: number[]][] {
    return [...this.counts];
  }
}

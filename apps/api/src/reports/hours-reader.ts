import { bucketGrid, HOUR_MS, type BucketGrid, type ReviewWindow, type StoredHours } from '@danji/analysis';
import type { Context } from '@danji/shared';
import { ReadMetrics } from '../metrics/index.js';

/** Resources whose hours are held in memory at once: four weeks of three series each are 6 MB. */
export const AT_ONCE = 200;

/** Stored hours of the four weeks of a review. */
export class HoursReader {
  private readonly grid: BucketGrid;

  constructor(
    private readonly readMetrics: ReadMetrics,
    private readonly ctx: Context,
    { weeks, asOf }: ReviewWindow,
  ) {
    const to = Math.max(weeks[0].from + HOUR_MS, Math.ceil(asOf / HOUR_MS) * HOUR_MS);
    this.grid = bucketGrid({ from: weeks[0].from, to, step: 3600, tz: 'UTC' });
  }

  /** Start of the first hour, epoch ms. */
  get from(): number {
    return this.grid.starts[0] as number;
  }

  get hours(): number {
    return this.grid.starts.length;
  }

  /** The Average of metrics of resources; a pair without a stored series answers null. */
  async read(
    pairs: readonly { resource: string; metric: string }[],
  ): Promise<(resource: string, metric: string) => StoredHours | null> {
    const idOf = (resource: string, metric: string): string => `${resource} ${metric}`;
    const queries = pairs.map(({ resource, metric }) => ({
      id: idOf(resource, metric),
      resource,
      metric,
      stat: 'Average',
    }));
    const found = await this.readMetrics.run(this.ctx, queries, this.grid);
    return (resource, metric) => {
      const buckets = found.get(idOf(resource, metric))?.buckets;
      return buckets === undefined
        ? null
        : { from: this.from, values: buckets.values, min: buckets.min, max: buckets.max };
    };
  }
}

export function* inChunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}

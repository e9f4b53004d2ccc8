import { Injectable } from '@nestjs/common';
import { MetricCatalogue, type Context, type ResourceItem } from '@danji/shared';
import { bucketGrid, toNullable, type BucketGrid } from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { ReadMetrics, type MetricBuckets } from './read-metrics.js';
import { resolveSeries, type SeriesQuery } from './resolve-series.js';

const SPARK_MS = 3 * 3_600_000;
const SPARK_STEP = 300;

export type Spark = NonNullable<ResourceItem['spark']>;

/** The last three hours of metrics, small enough for a table cell. */
@Injectable()
export class ReadSparks {
  constructor(
    private readonly readMetrics: ReadMetrics,
    private readonly catalogue: MetricCatalogue,
    private readonly clock: Clock,
  ) {}

  /** Items with their spark of one metric; null where it is not collected for them. */
  async addTo(ctx: Context, items: readonly ResourceItem[], metric: string): Promise<ResourceItem[]> {
    const queries = items.map((item) => ({ id: item.id, resource: item.id, metric, stat: 'Average' }));
    const sparks = await this.run(ctx, queries);
    return items.map((item) => ({ ...item, spark: sparks.get(item.id) ?? null }));
  }

  /** Sparks by query id. A statistic that the catalogue does not collect falls back to the metric's first. */
  async run(ctx: Context, queries: readonly SeriesQuery[]): Promise<Map<string, Spark>> {
    const wanted = resolveSeries(queries, [], this.catalogue).map(({ query, item }) => ({
      ...query,
      stat: item === null || item.stats.includes(query.stat) ? query.stat : (item.stats[0] ?? query.stat),
    }));
    const grid = sparkGrid(this.clock.now());
    const found = await this.readMetrics.run(ctx, wanted, grid);
    return new Map([...found].map(([id, metric]) => [id, toSpark(metric, grid)]));
  }
}

/** Whole buckets up to now; the last one is still filling. */
function sparkGrid(now: number): BucketGrid {
  return bucketGrid({ from: now - SPARK_MS, to: now, step: SPARK_STEP, tz: 'UTC' });
}

function toSpark({ query, item, buckets }: MetricBuckets, grid: BucketGrid): Spark {
  const values = toNullable(buckets.values, item?.factor ?? 1);
  const highest = toNullable(buckets.max, item?.factor ?? 1).filter((value) => value !== null);
  return {
    metric: query.metric,
    stat: query.stat,
    unit: item?.unit ?? 'none',
    from: new Date(grid.starts[0] ?? grid.end).toISOString(),
    step: grid.step,
    values,
    max: highest.length === 0 ? null : Math.max(...highest),
    latest: values.findLast((value) => value !== null) ?? null,
  };
}

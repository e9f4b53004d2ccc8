import { Injectable } from '@nestjs/common';
import type { Context, ResourceItem } from '@danji/shared';
import { bucketGrid, toNullable, type BucketGrid, type BucketSeries } from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { MetricRepository } from './metric.repository.js';
import { ReadBuckets } from './read-buckets.js';
import { resolveSeries, type ResolvedSeries } from './resolve-series.js';

const SPARK_MS = 3 * 3_600_000;
const SPARK_STEP = 300;

export type Spark = NonNullable<ResourceItem['spark']>;

/** The last three hours of one metric for many resources: two statements, however many there are. */
@Injectable()
export class ReadSparks {
  constructor(
    private readonly metrics: MetricRepository,
    private readonly readBuckets: ReadBuckets,
    private readonly clock: Clock,
  ) {}

  /** Items with their spark; null where the metric is not collected for them. */
  async addTo(ctx: Context, items: readonly ResourceItem[], metric: string): Promise<ResourceItem[]> {
    const queries = items.map((item) => ({ id: item.id, resource: item.id, metric, stat: 'Average' }));
    const sparks = await this.run(ctx, queries);
    return items.map((item) => ({ ...item, spark: sparks.get(item.id) ?? null }));
  }

  /** Sparks by query id. A statistic that is not stored falls back to the metric's first. */
  async run(
    ctx: Context,
    queries: readonly { id: string; resource: string; metric: string; stat: string }[],
  ): Promise<Map<string, Spark>> {
    const wanted = resolveSeries(queries, []).map(({ query, item }) => ({
      ...query,
      stat: item === null || item.stats.includes(query.stat) ? query.stat : (item.stats[0] ?? query.stat),
    }));
    const rows = await this.metrics.series(ctx, {
      resources: [...new Set(wanted.map((query) => query.resource))],
      metrics: [...new Set(resolveSeries(wanted, []).map(({ reference }) => reference.metric))],
      stats: [...new Set(wanted.map((query) => query.stat))],
    });
    const grid = sparkGrid(this.clock.now());
    const resolved = resolveSeries(wanted, rows).filter((one) => one.row !== null);
    const buckets = await this.readBuckets.run(
      resolved.flatMap(({ row }) => (row === null ? [] : [row])),
      grid,
    );
    const sparks = new Map<string, Spark>();
    for (const one of resolved) {
      const bucket = one.row === null ? undefined : buckets.get(one.row.id);
      if (bucket !== undefined) sparks.set(one.query.id, toSpark(one, bucket, grid));
    }
    return sparks;
  }
}

/** Whole buckets up to now; the last one is still filling. */
export function sparkGrid(now: number): BucketGrid {
  return bucketGrid({ from: now - SPARK_MS, to: now, step: SPARK_STEP, tz: 'UTC' });
}

function toSpark({ query, item }: ResolvedSeries, bucket: BucketSeries, grid: BucketGrid): Spark {
  const values = toNullable(bucket.values, item?.factor ?? 1);
  const highest = toNullable(bucket.max, item?.factor ?? 1).filter((value) => value !== null);
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

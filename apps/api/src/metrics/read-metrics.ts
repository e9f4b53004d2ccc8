import { Injectable } from '@nestjs/common';
import { MetricCatalogue, type CatalogueMetric, type Context } from '@danji/shared';
import type { BucketGrid, BucketSeries } from '@danji/analysis';
import { parseMetricName } from './metric-name.js';
import { MetricRepository } from './metric.repository.js';
import { ReadBuckets } from './read-buckets.js';
import { resolveSeries, type SeriesQuery } from './resolve-series.js';

export interface MetricBuckets {
  query: SeriesQuery;
  /** What the catalogue says of it; null for a metric that it does not list. */
  item: CatalogueMetric | null;
  /** Stored values; multiply by the item's factor for answered ones. */
  buckets: BucketSeries;
}

/** Stored series on a grid for other features, whole fleets at a time: two statements however many there are. */
@Injectable()
export class ReadMetrics {
  constructor(
    private readonly metrics: MetricRepository,
    private readonly readBuckets: ReadBuckets,
    private readonly catalogue: MetricCatalogue,
  ) {}

  /** By query id; a query without a stored series is absent. */
  async run(
    ctx: Context,
    queries: readonly SeriesQuery[],
    grid: BucketGrid,
  ): Promise<Map<string, MetricBuckets>> {
    const pairs = queries.map(({ metric, stat }) => ({ metric: parseMetricName(metric).metric, stat }));
    const rows = await this.metrics.series(ctx, {
      resources: [...new Set(queries.map((query) => query.resource))],
      pairs: [...new Map(pairs.map((pair) => [`${pair.metric} ${pair.stat}`, pair])).values()],
    });
    const resolved = resolveSeries(queries, rows, this.catalogue);
    const series = resolved.flatMap(({ row }) => (row === null ? [] : [row]));
    const buckets = await this.readBuckets.run(series, grid);
    const found = new Map<string, MetricBuckets>();
    for (const { query, item, row } of resolved) {
      const bucket = row === null ? undefined : buckets.get(row.id);
      if (bucket !== undefined) found.set(query.id, { query, item, buckets: bucket });
    }
    return found;
  }
}

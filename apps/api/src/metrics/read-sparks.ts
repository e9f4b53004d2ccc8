import { Injectable } from '@nestjs/common';
import { MetricCatalogue, type Context, type ResourceItem } from '@danji/shared';
import { bucketGrid, toNullable, type BucketGrid } from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { ReadMetrics, type MetricBuckets } from './read-metrics.js';
import { kindOfId, parseMetricName } from './metric-name.js';
import type { SeriesQuery } from './resolve-series.js';

const SPARK_MS = 3 * 3_600_000;
const SPARK_STEP = 300;
/** What is younger answers for the present of a metric almost always; the rest is looked up further back. */
const TAIL_MS = 1_500_000;

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

  /**
   * Sparks of whose buckets only the newest may be there, for `latest` over whole fleets: writing every minute of three
   * hours as text is what a page of a thousand resources waits for. By query id.
   */
  async latest(ctx: Context, queries: readonly SeriesQuery[]): Promise<Map<string, Spark>> {
    const tails = await this.run(ctx, queries, TAIL_MS);
    const silent = queries.filter(({ id }) => tails.has(id) && tails.get(id)?.latest === null);
    for (const [id, spark] of silent.length === 0 ? [] : await this.run(ctx, silent)) tails.set(id, spark);
    return tails;
  }

  /** Sparks by query id. A statistic that the catalogue does not collect falls back to the metric's first. */
  async run(
    ctx: Context,
    queries: readonly SeriesQuery[],
    milliseconds = SPARK_MS,
  ): Promise<Map<string, Spark>> {
    const wanted = queries.map((query) => ({ ...query, stat: this.collectedStat(query) }));
    const grid = sparkGrid(this.clock.now(), milliseconds);
    const found = await this.readMetrics.run(ctx, wanted, grid);
    return new Map([...found].map(([id, metric]) => [id, toSpark(metric, grid)]));
  }

  private collectedStat({ resource, metric: name, stat }: SeriesQuery): string {
    const kind = kindOfId(resource);
    const { metric, namespace } = parseMetricName(name);
    const item = kind === null ? undefined : this.catalogue.named(kind, metric, namespace)[0];
    return item === undefined || item.stats.includes(stat) ? stat : (item.stats[0] ?? stat);
  }
}

/** Whole buckets up to now; the last one is still filling. */
function sparkGrid(now: number, milliseconds: number): BucketGrid {
  return bucketGrid({ from: now - milliseconds, to: now, step: SPARK_STEP, tz: 'UTC' });
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

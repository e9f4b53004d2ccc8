import { Inject, Injectable } from '@nestjs/common';
import type { Context, MetricsAnswer, MetricsQuery, MetricsQueryBody, SeriesAnswer } from '@danji/shared';
import { MetricCatalogue, perSeconds, settleSeconds } from '@danji/shared';
import {
  bucketGrid,
  chooseStep,
  provisionalCount,
  toNullable,
  type BucketGrid,
  type BucketSeries,
} from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import {
  AppError,
  badInput,
  checkTimeZone,
  notFound,
  requirePermission,
  resolveRange,
} from '../http/index.js';
import { parseMetricName } from './metric-name.js';
import { MetricRepository } from './metric.repository.js';
import { notesOf } from './query-notes.js';
import { ReadBuckets } from './read-buckets.js';
import { resolveSeries, type ResolvedSeries, type SeriesQuery } from './resolve-series.js';

/** Series that the product of GET's repeated parameters may have (POST: 500). */
const MAX_PRODUCT = 100;
/** Where nothing is known of a metric's publication delay: that of the slowest namespace. */
const DEFAULT_SETTLE_SECONDS = 1200;

/** GET and POST /metrics/query: stored series over a range, on one grid of buckets. */
@Injectable()
export class QueryMetrics {
  constructor(
    private readonly metrics: MetricRepository,
    private readonly readBuckets: ReadBuckets,
    private readonly catalogue: MetricCatalogue,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Every combination of the repeated parameters. @throws AppError TOO_MANY_SERIES above 100 */
  async product(ctx: Context, { resource, metric, stat, ...range }: MetricsQuery): Promise<MetricsAnswer> {
    const count = resource.length * metric.length * stat.length;
    if (count > MAX_PRODUCT) {
      throw new AppError(
        'TOO_MANY_SERIES',
        `${resource.length} resources x ${metric.length} metrics x ${stat.length} statistics are ${count} series; ` +
          `ask for at most ${MAX_PRODUCT}, or name up to 500 by POST.`,
      );
    }
    const queries = resource.flatMap((r) =>
      metric.flatMap((m) => stat.map((s) => ({ id: `${r} ${m} ${s}`, resource: r, metric: m, stat: s }))),
    );
    return this.run(ctx, { ...range, queries });
  }

  /** @throws AppError VALIDATION for a bad range, NOT_FOUND when none of the resources exists */
  async run(ctx: Context, input: MetricsQueryBody): Promise<MetricsAnswer> {
    requirePermission(ctx, 'fleet.read');
    const now = this.clock.now();
    const tz = input.tz === undefined ? this.config.timezone : checkTimeZone('tz', input.tz);
    const range = resolveRange(input, now, tz);
    const grid = chooseGrid({ ...range, tz }, input.points);
    const resolved = await this.resolve(ctx, input.queries);
    const known = await this.knownOf(ctx, resolved);
    const rows = resolved.flatMap(({ row }) => (row === null ? [] : [row]));
    const weights = new Map(
      resolved.flatMap(({ row, sampleCount }) =>
        row && sampleCount ? [[row.id, sampleCount] as const] : [],
      ),
    );
    const buckets = await this.readBuckets.run(rows, grid, weights);
    return {
      from: iso(range.from),
      to: iso(range.to),
      step: grid.step,
      t: Array.from(grid.starts, iso),
      series: resolved.map((one) => answer(one, grid, buckets, known, now)),
      notes: notesOf(resolved, grid, tz),
    };
  }

  private async resolve(ctx: Context, queries: readonly SeriesQuery[]): Promise<ResolvedSeries[]> {
    const stats = new Set(queries.map((query) => query.stat));
    if (stats.has('Average')) stats.add('SampleCount');
    const resources = [...new Set(queries.map((query) => query.resource))];
    const rows = await this.metrics.series(ctx, {
      resources,
      metrics: [...new Set(queries.map(({ metric }) => parseMetricName(metric).metric))],
      stats: [...stats],
    });
    return resolveSeries(queries, rows, this.catalogue);
  }

  /** Resources with a series exist; only the others are looked up. */
  private async knownOf(ctx: Context, resolved: readonly ResolvedSeries[]): Promise<Set<string>> {
    const known = new Set(resolved.flatMap(({ row }) => (row === null ? [] : [row.resource_id])));
    const doubtful = [...new Set(resolved.map(({ query }) => query.resource))].filter((id) => !known.has(id));
    for (const id of await this.metrics.knownResources(ctx, doubtful)) known.add(id);
    if (known.size === 0) throw notFound('resource', doubtful.join(', '));
    return known;
  }
}

function chooseGrid(range: { from: number; to: number; tz: string }, points: number): BucketGrid {
  const { step, count, fits } = chooseStep({ ...range, points });
  if (fits) return bucketGrid({ ...range, step });
  throw badInput(
    'points',
    String(points),
    `The range has ${count} days, and a day is the longest step; ask for ${count} points or a shorter range.`,
  );
}

function answer(
  { query, item, row }: ResolvedSeries,
  grid: BucketGrid,
  buckets: ReadonlyMap<number, BucketSeries>,
  known: ReadonlySet<string>,
  now: number,
): SeriesAnswer {
  const bucket = row === null ? undefined : buckets.get(row.id);
  const factor = item?.factor ?? 1;
  const nothing = (): null[] => Array.from({ length: grid.starts.length }, () => null);
  const settled = now - (item === null ? DEFAULT_SETTLE_SECONDS : settleSeconds(item)) * 1000;
  const period = row === null ? null : bucket !== undefined && hasPoint(bucket) ? bucket.period : row.period;
  return {
    ...query,
    unit: item?.unit ?? 'none',
    per: item === null || period === null ? null : perOf(query.stat, perSeconds(item, period), grid.step),
    method: bucket?.method ?? 'none',
    period,
    values: bucket === undefined ? nothing() : toNullable(bucket.values, factor),
    min: bucket === undefined ? nothing() : toNullable(bucket.min, factor),
    max: bucket === undefined ? nothing() : toNullable(bucket.max, factor),
    provisional: bucket === undefined ? 0 : provisionalCount(grid, settled),
    status: !known.has(query.resource)
      ? 'unknown_resource'
      : bucket === undefined
        ? 'not_collected'
        : hasPoint(bucket)
          ? 'ok'
          : 'empty',
    ...(item?.missing === undefined ? {} : { missing: item.missing }),
    lastAt: row?.last_point_at?.toISOString() ?? null,
  };
}

/** A sum over a longer bucket counts over the bucket, its extremes still over the period. */
function perOf(stat: string, per: number | null, step: number): number | null {
  return per !== null && stat === 'Sum' ? Math.max(per, step) : per;
}

function hasPoint(bucket: BucketSeries): boolean {
  return bucket.count.some((count) => count > 0);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

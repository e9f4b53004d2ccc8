import { z } from 'zod';
import type { MetricSeries, Region, World } from '../../world/types.js';
import { PointReader } from '../services/cloudwatch/points.js';
import { statisticOf } from '../services/cloudwatch/statistic.js';
import { instantSchema } from './instant.js';

const dimension = z.strictObject({ Name: z.string().min(1), Value: z.string().min(1) });

const oneQuery = z.object({
  accountId: z.string().optional(),
  region: z.string().optional(),
  namespace: z.string(),
  metricName: z.string(),
  dimensions: z
    .union([z.array(dimension), z.record(z.string(), z.string()).transform(asDimensions)])
    .default([]),
  stat: z.string().refine((stat) => statisticOf(stat) !== undefined, {
    error: 'Use Average, Sum, Minimum, Maximum, SampleCount or pNN.',
  }),
  /** Seconds; the series' own when absent. */
  period: z.int().min(60).multipleOf(60).optional(),
  from: instantSchema,
  to: instantSchema,
});

const batch = z.object({
  /** Leaves out slots which CloudWatch would not show yet. */
  visibleOnly: z.boolean().default(true),
  queries: z.array(oneQuery).min(1).max(50_000),
});

function asDimensions(record: Record<string, string>): { Name: string; Value: string }[] {
  return Object.entries(record).map(([Name, Value]) => ({ Name, Value }));
}

/**
 * True values, straight from the world: no page, no limit, no fault, no retention. `results[i]` belongs to
 * `queries[i]`; its period boundaries are counted from the epoch.
 */
export function trueMetrics(world: World, input: unknown): { results: { t: number[]; values: number[] }[] } {
  const { queries, visibleOnly } = batch.parse(input);
  const now = world.clock.now();
  return {
    results: queries.map((query) => {
      const found = findSeries(world, query);
      const statistic = statisticOf(query.stat);
      if (!found || !statistic) return { t: [], values: [] };
      const { view, series } = found;
      const periodMs = (query.period ?? series.period) * 1000;
      const range = {
        start: Math.ceil(query.from / periodMs) * periodMs,
        end: query.to,
        periodMs,
        visibleUntil: visibleOnly ? now : Infinity,
      };
      const points = new PointReader(view).read(series, range, statistic());
      return { t: points.times, values: points.values };
    }),
  };
}

function findSeries(
  world: World,
  query: z.infer<typeof oneQuery>,
): { view: Region; series: MetricSeries } | undefined {
  for (const view of views(world, query.accountId, query.region)) {
    const series = view.findSeries(query.namespace, query.metricName, query.dimensions);
    if (series) return { view, series };
  }
  return undefined;
}

/** Every series that exists; `?account=&region=&namespace=&metric=` narrow the list. */
export function listSeries(world: World, params: URLSearchParams): { items: unknown[] } {
  const namespace = params.get('namespace');
  const metric = params.get('metric');
  const items: unknown[] = [];
  for (const view of views(world, params.get('account') ?? undefined, params.get('region') ?? undefined)) {
    for (const series of view.metricSeries()) {
      if (namespace !== null && series.namespace !== namespace) continue;
      if (metric !== null && series.metricName !== metric) continue;
      const { namespace: inNamespace, metricName, dimensions, unit, period } = series;
      items.push({
        accountId: view.accountId,
        region: view.region,
        namespace: inNamespace,
        metricName,
        dimensions,
        unit,
        period,
      });
    }
  }
  return { items };
}

function* views(world: World, accountId?: string, region?: string): Generator<Region> {
  for (const account of world.accounts()) {
    if (accountId !== undefined && accountId !== account) continue;
    for (const name of world.regions(account)) {
      const view = region === undefined || region === name ? world.region(account, name) : undefined;
      if (view) yield view;
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { CatalogueItem, CatalogueMetric, Context, ResourceKind } from '@danji/shared';
import {
  groupIdOf,
  HOURS_PER_MONTH,
  METRIC_PRICES,
  MetricCatalogue,
  metricName,
  perSeconds,
} from '@danji/shared';
import { CONFIG, type Config } from '../config/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { kindOfId } from './metric-name.js';
import { MetricRepository, type SeriesRow } from './metric.repository.js';

/** GET /metrics/catalogue: what can be collected, or what is collected of one resource, and what polling it costs. */
@Injectable()
export class ListCatalogue {
  constructor(
    private readonly metrics: MetricRepository,
    private readonly catalogue: MetricCatalogue,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, resource: string | undefined): Promise<{ items: CatalogueItem[] }> {
    requirePermission(ctx, 'fleet.read');
    if (resource === undefined) {
      return { items: this.catalogue.metrics.map((item) => this.toItem(item, null)) };
    }
    const known = await this.metrics.knownResources(ctx, [resource]);
    const kind = kindOfId(resource);
    if (kind === null || !known.has(resource)) throw notFound('resource', resource);
    const rows = await this.metrics.series(ctx, { resources: [resource] });
    return { items: this.ofResource(kind, rows) };
  }

  /** A metric with further dimensions stands once for each set of them; what only an alarm or a policy names, too. */
  private ofResource(kind: ResourceKind, rows: readonly SeriesRow[]): CatalogueItem[] {
    const left = new Map(Map.groupBy(rows, (row) => `${row.namespace}/${row.metric}`));
    const listed = this.catalogue.of(kind).flatMap((item) => {
      const own = left.get(`${item.namespace}/${item.metric}`) ?? [];
      left.delete(`${item.namespace}/${item.metric}`);
      if (own.length === 0) return [this.toItem(item, [])];
      return bySet(own).map((set) => this.toItem(withStatsOf(item, set), set));
    });
    const named = [...left.values()].flatMap(bySet).map((set) => this.toItem(unlisted(kind, set), set));
    return [...listed, ...named];
  }

  /** `rows`: the stored series of one set of dimensions; null: no resource was asked for. */
  private toItem(item: CatalogueMetric, rows: readonly SeriesRow[] | null): CatalogueItem {
    const stored = rows?.find((row) => row.last_point_at !== null);
    const period = stored?.period ?? item.period;
    return {
      namespace: item.namespace,
      metric: item.metric,
      name: metricName(item, rows?.[0]?.dimensions),
      stats: [...item.stats],
      unit: item.unit,
      per: perSeconds(item, period),
      period,
      kind: item.kind,
      group: groupIdOf(item),
      label: item.label,
      collected: rows === null ? null : stored !== undefined,
      monthlyUsd: this.monthlyUsd(item),
    };
  }

  /** For one resource at the present poll interval: statistics may bill together (low) or each (high). */
  private monthlyUsd({ stats }: CatalogueMetric): { low: number; high: number } {
    const polls = (HOURS_PER_MONTH * 3600) / this.config.pollSeconds;
    const each = polls * METRIC_PRICES.perMetricRequested;
    return {
      low: each * Math.ceil(stats.length / METRIC_PRICES.statisticsPerBilledMetric),
      high: each * stats.length,
    };
  }
}

function bySet(rows: readonly SeriesRow[]): SeriesRow[][] {
  return [...Map.groupBy(rows, (row) => row.dimensions).values()];
}

/** A statistic that an alarm names stands beside the catalogue's own. */
function withStatsOf(item: CatalogueMetric, rows: readonly SeriesRow[]): CatalogueMetric {
  return { ...item, stats: [...new Set([...item.stats, ...rows.map((row) => row.stat)])] };
}

/** What the catalogue does not know: its unit stays CloudWatch's, which nobody told. */
function unlisted(kind: ResourceKind, rows: readonly SeriesRow[]): CatalogueMetric {
  const { namespace, metric, period } = rows[0] as SeriesRow;
  return {
    kind,
    namespace,
    metric,
    stats: rows.map((row) => row.stat),
    awsUnit: 'None',
    unit: 'none',
    factor: 1,
    total: false,
    period,
    delaySeconds: 180,
    dimensions: {},
    when: [],
    label: { en: metric, ko: metric },
  };
}

import { Inject, Injectable } from '@nestjs/common';
import type { CatalogueItem, CatalogueMetric, Context } from '@danji/shared';
import {
  HOURS_PER_MONTH,
  METRIC_CATALOGUE,
  METRIC_PRICES,
  metricName,
  metricsOf,
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
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, resource: string | undefined): Promise<{ items: CatalogueItem[] }> {
    requirePermission(ctx, 'fleet.read');
    if (resource === undefined) {
      return { items: METRIC_CATALOGUE.map((item) => this.toItem(item, null)) };
    }
    const known = await this.metrics.knownResources(ctx, [resource]);
    const kind = kindOfId(resource);
    if (kind === null || !known.has(resource)) throw notFound('resource', resource);
    const rows = await this.metrics.series(ctx, { resources: [resource] });
    return { items: metricsOf(kind).map((item) => this.toItem(item, rows)) };
  }

  private toItem(item: CatalogueMetric, rows: readonly SeriesRow[] | null): CatalogueItem {
    const asked = rows?.filter((row) => row.namespace === item.namespace && row.metric === item.metric);
    const stored = asked?.find((row) => row.last_point_at !== null);
    const period = stored?.period ?? item.period;
    return {
      namespace: item.namespace,
      metric: item.metric,
      name: metricName(item),
      stats: [...item.stats],
      unit: item.unit,
      per: perSeconds(item, period),
      period,
      kind: item.kind,
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

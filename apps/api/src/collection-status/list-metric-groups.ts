import { Inject, Injectable } from '@nestjs/common';
import { METRIC_CATALOGUE, MetricCatalogue } from '@danji/shared';
import type { Context, MetricGroup, MetricGroupList, OptionalGroup } from '@danji/shared';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission } from '../http/index.js';
import { estimate } from '../metrics-collection/index.js';
import { MetricGroupRepository } from './metric-group.repository.js';

const BUILT_IN = new Set(METRIC_CATALOGUE.map(({ namespace, kind }) => `${namespace} ${kind}`));

/** GET /collection/metric-groups: what may be switched on, how much it is, and what it would cost. */
@Injectable()
export class ListMetricGroups {
  constructor(
    private readonly groups: MetricGroupRepository,
    private readonly catalogue: MetricCatalogue,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context): Promise<MetricGroupList> {
    requirePermission(ctx, 'collection.read');
    const [switches, counts] = await Promise.all([this.groups.switches(), this.groups.counts()]);
    const items = this.catalogue.groups.map((group): MetricGroup => {
      const known = switches.get(group.id);
      return {
        ...stated(group),
        enabled: known?.enabled ?? false,
        ...this.priced(counts === null ? null : (counts.get(group.id) ?? NOTHING)),
        changedAt: known?.at.toISOString() ?? null,
        changedBy: known?.by ?? null,
        version: known?.version ?? 0,
      };
    });
    return { items, nextCursor: null, total: items.length };
  }

  private priced(
    count: typeof NOTHING | null,
  ): Pick<MetricGroup, 'resources' | 'series' | 'monthUsd' | 'backfillUsd'> {
    if (count === null) return { resources: null, series: null, monthUsd: null, backfillUsd: null };
    const { resources, series, metrics } = count;
    const { monthUsd, backfillUsd } = estimate(
      {
        polledSeries: series,
        polledMetrics: metrics,
        symptomSeries: 0,
        symptomMetrics: 0,
        unreadSeries: series,
        unreadMetrics: metrics,
      },
      this.config.pollSeconds,
    );
    return { resources, series, monthUsd, backfillUsd };
  }
}

const NOTHING = { resources: 0, series: 0, metrics: 0 };

function stated({ id, namespace, kind, metrics }: OptionalGroup) {
  return {
    id,
    namespace,
    kind,
    source: BUILT_IN.has(`${namespace} ${kind}`) ? ('built-in' as const) : ('file' as const),
    metrics: metrics.map(({ metric, stats, label }) => ({ metric, stats: [...stats], label })),
  };
}

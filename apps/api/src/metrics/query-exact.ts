import { Inject, Injectable } from '@nestjs/common';
import type { Context, ExactAnswer, ExactBody, Localised } from '@danji/shared';
import { METRIC_PRICES, MetricCatalogue } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { badInput, notFound, requirePermission, resolveRange } from '../http/index.js';
import { AskCloudWatch } from './ask-cloudwatch.js';
import { parseMetricName } from './metric-name.js';
import { MetricRepository, type SeriesRow } from './metric.repository.js';
import { DAYS_KEPT, onePeriod } from './one-period.js';
import { resolveSeries, type ResolvedSeries } from './resolve-series.js';

type StoredSeries = ResolvedSeries & { row: SeriesRow };

const COMPUTED: Localised = {
  en: 'Computed by CloudWatch from all values of the range, not from the stored minutes.',
  ko: '저장된 분 단위 값이 아니라 기간 전체의 값으로 CloudWatch가 계산했습니다.',
};
const NONE: Localised = {
  en: 'CloudWatch has no percentile for this range: nothing was published, or only values that were already summed up.',
  ko: '이 기간의 백분위수가 CloudWatch에 없습니다. 게시된 값이 없거나 이미 합산된 값만 있습니다.',
};

/** POST /metrics/exact: a percentile over a whole range, which only CloudWatch can tell, for money, when asked. */
@Injectable()
export class QueryExact {
  constructor(
    private readonly metrics: MetricRepository,
    private readonly catalogue: MetricCatalogue,
    private readonly cloudWatch: AskCloudWatch,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @throws AppError VALIDATION for a bad range and for what is not collected, FORBIDDEN where no money may be spent,
   * UPSTREAM_DENIED and UPSTREAM_UNAVAILABLE for what AWS says
   */
  async run(ctx: Context, input: ExactBody): Promise<ExactAnswer> {
    requirePermission(ctx, 'fleet.read');
    const now = this.clock.now();
    const asked = resolveRange(input, now, this.config.timezone);
    const { item, row } = await this.storedSeries(ctx, input);
    const range = onePeriod(asked, row.period, now);
    if (range === null) {
      throw badInput('from', input.from, `CloudWatch keeps metrics for ${DAYS_KEPT} days; begin later.`);
    }
    const found = await this.cloudWatch.percentile(row, input.stat, range);
    if (found === null) {
      throw badInput('metric', input.metric, 'It is no longer collected of this resource.');
    }
    return {
      value: found.value === null ? null : found.value * (item?.factor ?? 1),
      unit: item?.unit ?? 'none',
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      periodSeconds: (range.to - range.from) / 1000,
      requests: 1,
      usd: { low: 0, high: METRIC_PRICES.perStatisticsRequest },
      note: found.value === null ? NONE : COMPUTED,
    };
  }

  /** Any stored statistic shows that the metric is collected; the percentile itself need not be. */
  private async storedSeries(ctx: Context, { resource, metric: name }: ExactBody): Promise<StoredSeries> {
    const { metric } = parseMetricName(name);
    const rows = await this.metrics.series(ctx, { resources: [resource], metrics: [metric] });
    const stats = [...new Set(rows.map(({ stat }) => stat))];
    const queries = stats.map((stat) => ({ id: stat, resource, metric: name, stat }));
    const resolved = resolveSeries(queries, rows, this.catalogue);
    const found = resolved.find((one): one is StoredSeries => one.row !== null);
    if (found) return found;
    const known = await this.metrics.knownResources(ctx, [resource]);
    if (!known.has(resource)) throw notFound('resource', resource);
    throw badInput('metric', name, remedyFor(resolved));
  }
}

function remedyFor(resolved: readonly ResolvedSeries[]): string {
  const { ambiguous } = resolved.find((one) => one.ambiguous.length > 0) ?? { ambiguous: [] };
  return ambiguous.length === 0
    ? 'It is not collected of this resource; /metrics/catalogue lists what is.'
    : `It fits ${ambiguous.length} series; name one by its dimensions: ${ambiguous.map((text) => `{${text}}`).join(', ')}.`;
}

import { Inject, Injectable } from '@nestjs/common';
import type { CollectionCost, Context } from '@danji/shared';
import { METRIC_PRICES } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission } from '../http/index.js';
import { UsageRepository, type HourRow } from './usage.repository.js';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

type Range = { low: number; high: number };

/** GET /collection/cost: what watching costs so far this month (UTC, as AWS bills), and what it will come to. */
@Injectable()
export class ReadCost {
  constructor(
    private readonly usage: UsageRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context): Promise<CollectionCost> {
    requirePermission(ctx, 'collection.read');
    const now = this.clock.now();
    const month = monthOf(now);
    const thisHour = Math.floor(now / HOUR_MS) * HOUR_MS;
    const [apis, hours] = await Promise.all([
      this.usage.byApi(ctx, month.from),
      this.usage.byHour(ctx, thisHour - (DAY_HOURS - 1) * HOUR_MS),
    ]);
    const spent = usdOf({
      metrics_low: apis.reduce((sum, row) => sum + row.metrics_low, 0),
      metrics_requested: apis.reduce((sum, row) => sum + row.metrics_requested, 0),
    });
    const hourly = typicalHour(hours.filter((row) => row.hour < thisHour));
    const left = (month.to - now) / HOUR_MS;
    return {
      monthToDateUsd: spent,
      forecastUsd: { low: spent.low + left * hourly.low, high: spent.high + left * hourly.high },
      budgetUsd: this.config.budgetUsd,
      byApi: apis.map((row) => ({
        api: row.api,
        calls: row.calls,
        metricsRequested: row.metrics_requested,
        throttles: row.throttles,
        errors: row.errors,
        usd: usdOf(row),
      })),
      perHour: lastDay(hours, thisHour),
      prices: [
        {
          what: 'CloudWatch GetMetricData',
          usd: METRIC_PRICES.perMetricRequested * 1000,
          per: '1,000 metrics requested',
        },
        {
          what: 'CloudWatch GetMetricStatistics',
          usd: METRIC_PRICES.perStatisticsRequest * 1000,
          per: `1,000 requests after the first ${METRIC_PRICES.freeRequestsPerMonth.toLocaleString('en-US')} of a month`,
        },
      ],
      note: {
        en: `Estimate at list prices as of ${METRIC_PRICES.asOf}: low if statistics of one metric bill together, high if each bills. Describe, List and FilterLogEvents calls are free.`,
        ko: `${METRIC_PRICES.asOf} 정가 기준 추정치입니다. 한 지표의 통계가 함께 청구되면 낮은 값, 따로 청구되면 높은 값입니다. Describe, List, FilterLogEvents 호출은 무료입니다.`,
      },
    };
  }
}

function usdOf({
  metrics_low,
  metrics_requested,
}: Pick<HourRow, 'metrics_low' | 'metrics_requested'>): Range {
  return {
    low: metrics_low * METRIC_PRICES.perMetricRequested,
    high: metrics_requested * METRIC_PRICES.perMetricRequested,
  };
}

/** The median hour: a back-fill in a few of them does not set the price of all that follow. */
function typicalHour(hours: readonly HourRow[]): Range {
  const median = (values: number[]): number => {
    const sorted = values.sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  };
  const usd = hours.map(usdOf);
  return { low: median(usd.map(({ low }) => low)), high: median(usd.map(({ high }) => high)) };
}

function monthOf(now: number): { from: number; to: number } {
  const [year, month] = [new Date(now).getUTCFullYear(), new Date(now).getUTCMonth()];
  return { from: Date.UTC(year, month), to: Date.UTC(year, month + 1) };
}

/** The last 24 hours, the present one included; an hour without a call has none, which is zero and not unknown. */
function lastDay(hours: readonly HourRow[], thisHour: number): CollectionCost['perHour'] {
  const starts = Array.from({ length: DAY_HOURS }, (_h, i) => thisHour - (DAY_HOURS - 1 - i) * HOUR_MS);
  const byHour = new Map(hours.map((row) => [row.hour, row]));
  return {
    t: starts.map((start) => new Date(start).toISOString()),
    calls: starts.map((start) => byHour.get(start)?.calls ?? 0),
    metricsRequested: starts.map((start) => byHour.get(start)?.metrics_requested ?? 0),
  };
}

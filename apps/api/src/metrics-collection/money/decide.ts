import { HOURS_PER_MONTH, METRIC_PRICES, type CollectionStatus } from '@danji/shared';
import type { Config } from '../../config/index.js';

export type MetricsState = CollectionStatus['metrics']['state'];
export type MetricsEstimate = NonNullable<CollectionStatus['metrics']['estimate']>;

/** Days of history that are read in slices, and the slices they make: the newest 24 h, the rest of that day, the days before. */
const BACKFILL_SLICES = 16;

/**
 * Whether metrics may be requested. `spentUsd`: of this month, at most; `accepted`: somebody has seen the estimate.
 * The free inventory is never asked for money.
 */
export function decide(
  config: Pick<Config, 'mode' | 'modeIsExplicit' | 'budgetUsd'>,
  facts: { accepted: boolean; spentUsd: number },
): MetricsState {
  const { mode, modeIsExplicit, budgetUsd } = config;
  if (budgetUsd === 0) return 'free_only';
  if (budgetUsd !== null && facts.spentUsd >= budgetUsd) return 'stopped_by_budget';
  const told = mode === 'demo' || modeIsExplicit || budgetUsd !== null || facts.accepted;
  return told ? 'running' : 'waiting_for_acceptance';
}

/** Why metrics are not requested, in words. */
export const WHY_NOT: Record<Exclude<MetricsState, 'running'>, string> = {
  waiting_for_acceptance: 'Metrics wait until their price is accepted.',
  stopped_by_budget: 'The monthly budget (DANJI_BUDGET_USD) is spent; no metric is requested.',
  free_only: 'DANJI_BUDGET_USD is 0; only free calls are made.',
};

/** Metrics that the rest of the budget pays for, at the higher of the two ways of counting. */
export function allowedMetrics(budgetUsd: number | null, spentUsd: number): number {
  if (budgetUsd === null) return Infinity;
  return Math.max(0, Math.floor((budgetUsd - spentUsd) / METRIC_PRICES.perMetricRequested));
}

export interface FleetCounts {
  /** Series that are polled, and the metrics they belong to. */
  polledSeries: number;
  polledMetrics: number;
  /** Of them what is polled each minute always: the symptoms of production. */
  symptomSeries: number;
  symptomMetrics: number;
  /** The same of those whose history is still to be read. */
  unreadSeries: number;
  unreadMetrics: number;
}

/** How much of a fleet is hot at a time, at most as estimated: a tenth. */
const HOT_SHARE = 0.1;

/**
 * What watching costs in US dollars: low where the statistics of one metric bill as one (the catalogue never asks for
 * more than five) and nothing but the symptoms of production is polled each minute, high where each counts and a tenth of
 * the rest is hot.
 */
export function estimate(counts: FleetCounts, pollSeconds: number): MetricsEstimate {
  const each = METRIC_PRICES.perMetricRequested;
  const polls = (HOURS_PER_MONTH * 3600) / pollSeconds;
  const between = HOURS_PER_MONTH * 60 - polls;
  const hot = counts.symptomSeries + HOT_SHARE * (counts.polledSeries - counts.symptomSeries);
  return {
    series: counts.polledSeries,
    monthUsd: {
      low: (counts.polledMetrics * polls + counts.symptomMetrics * between) * each,
      high: (counts.polledSeries * polls + hot * between) * each,
    },
    backfillUsd: {
      low: counts.unreadMetrics * BACKFILL_SLICES * each,
      high: counts.unreadSeries * BACKFILL_SLICES * each,
    },
  };
}

import type { Recommendation } from '@danji/shared';

/** When the storage is full by the forecast: days from its computation, with the band around them. */
export interface DaysToFull {
  recommendationId: string;
  /** Epoch ms of the forecast. */
  computedAt: number;
  low: number | null;
  expected: number;
  /** Null: not within the horizon of the forecast. */
  high: number | null;
}

type Values = Recommendation['current'];
const number = (values: Values, name: string): number | null => {
  const value = values[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** The forecast that an open recommendation of the rule `rds_storage_full` carries for a database; else null. */
export function daysToFull(
  recommendations: readonly Recommendation[],
  resourceId: string,
): DaysToFull | null {
  const found = recommendations.find(
    (one) => one.rule === 'rds_storage_full' && one.resource.id === resourceId && one.state === 'open',
  );
  const expected = found ? number(found.current, 'fullInDays') : null;
  if (!found || expected === null) return null;
  return {
    recommendationId: found.id,
    computedAt: Date.parse(found.computedAt),
    low: number(found.current, 'fullInDaysLow'),
    expected,
    high: number(found.current, 'fullInDaysHigh'),
  };
}

const DAY_MS = 86_400_000;

export interface DaysToFullText {
  key: 'past' | 'hours' | 'days' | 'hoursBand' | 'daysBand' | 'hoursOpen' | 'daysOpen';
  /** Whole hours or whole days, as the key says. */
  n: number;
  low: number;
  high: number;
}

/**
 * What to say of it at `now`: hours below two days, else days; with the band where there is one (`…Band`), with an
 * open end where only the near bound is known (`…Open`). Time that has passed since the forecast is subtracted.
 */
export function daysToFullText(forecast: DaysToFull, now: number): DaysToFullText {
  const passed = Math.max(0, (now - forecast.computedAt) / DAY_MS);
  const left = forecast.expected - passed;
  if (left <= 0) return { key: 'past', n: 0, low: 0, high: 0 };
  const unit = left < 2 ? 'hours' : 'days';
  const round = (days: number): number => Math.max(0, Math.floor(unit === 'hours' ? days * 24 : days));
  const low = forecast.low === null ? null : Math.max(0, forecast.low - passed);
  const high = forecast.high === null ? null : Math.max(0, forecast.high - passed);
  const figures = { n: round(left), low: round(low ?? left), high: round(high ?? left) };
  if (low === null) return { key: unit, ...figures };
  return { key: high === null ? `${unit}Open` : `${unit}Band`, ...figures };
}

/** Below two weeks a person has to act before the next review. */
export function fullTone(text: DaysToFullText): 'critical' | 'warning' | 'plain' {
  if (text.key === 'past' || text.key.startsWith('hours')) return 'critical';
  return text.n < 14 ? 'warning' : 'plain';
}

import { RECOMMENDATION_URGENCY, type Recommendation } from '@danji/shared';

export type Usd = NonNullable<Recommendation['monthlySavingUsd']>;

export interface SavingText {
  /** `unknown`: no price; `none`: it saves nothing; `costs`: it costs more, for safety. */
  key: 'unknown' | 'none' | 'saves' | 'costs' | 'savesRange' | 'costsRange';
  /** Whole amounts in US dollars a month, low not above high, never negative. */
  low: number;
  expected: number;
  high: number;
}

/** Bounds closer than this to each other, in dollars, are one amount. */
const SAME_USD = 0.5;

/** A saving (negative: a cost) as an amount or, where low and high differ, as a range around the expected. */
export function savingText(usd: Usd | null): SavingText {
  if (usd === null) return { key: 'unknown', low: 0, expected: 0, high: 0 };
  const sizes = [Math.abs(usd.low), Math.abs(usd.high)].sort((a, b) => a - b);
  const figures = { low: sizes[0] ?? 0, expected: Math.abs(usd.expected), high: sizes[1] ?? 0 };
  if (Math.abs(usd.expected) < 0.005 && figures.high < 0.005) return { key: 'none', ...figures };
  const verb = usd.expected < 0 ? 'costs' : 'saves';
  return { key: figures.high - figures.low < SAME_USD ? verb : `${verb}Range`, ...figures };
}

/** What ends in an outage first, the soonest first; then what saves most; then what makes an outage worse. */
export function byUrgency(a: Recommendation, b: Recommendation): number {
  const days = (one: Recommendation): number =>
    one.rule === 'rds_storage_full' && typeof one.current.fullInDays === 'number'
      ? one.current.fullInDays
      : Number.POSITIVE_INFINITY;
  const value = (one: Recommendation): number => one.monthlySavingUsd?.expected ?? Number.NEGATIVE_INFINITY;
  const order = (left: number, right: number): number => (left === right ? 0 : left < right ? -1 : 1);
  return (
    order(RECOMMENDATION_URGENCY[a.rule], RECOMMENDATION_URGENCY[b.rule]) ||
    order(days(a), days(b)) ||
    order(value(b), value(a)) ||
    a.title.en.localeCompare(b.title.en)
  );
}

export interface ChangeRow {
  name: string;
  current: string | number | boolean | null;
  proposed: string | number | boolean | null;
  changed: boolean;
}

/** Current and proposed side by side; what changes first, what the proposal does not mention is left out. */
export function changeRows(recommendation: Pick<Recommendation, 'current' | 'proposed'>): ChangeRow[] {
  const { current, proposed } = recommendation;
  return Object.keys(proposed)
    .map((name) => {
      const [before, after] = [current[name] ?? null, proposed[name] ?? null];
      return { name, current: before, proposed: after, changed: before !== after };
    })
    .sort((a, b) => Number(b.changed) - Number(a.changed));
}

/** What is known of the present beyond what the proposal changes. */
export function currentFacts(
  recommendation: Pick<Recommendation, 'current' | 'proposed'>,
): [string, string | number | boolean | null][] {
  return Object.entries(recommendation.current).filter(([name]) => !(name in recommendation.proposed));
}

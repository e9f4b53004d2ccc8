import type { MetricsAnswer, Unit } from '@danji/shared';

/** What a rule observed, minute by minute or coarser. */
export interface ObservedSeries {
  resource: string;
  rule: string;
  unit: string;
  /** Seconds. */
  step: number;
  t: readonly string[];
  values: readonly (number | null)[];
}

const UNITS: Readonly<Record<string, Unit>> = { percent: 'percent', count: 'count', seconds: 's' };

/** An observed series as an answer of metrics, so that charts draw it like any other; its id is `fact`. */
export function factAnswer({ resource, rule, unit, step, t, values }: ObservedSeries): MetricsAnswer {
  const last = values.findLastIndex((value) => value !== null);
  const series = {
    id: 'fact',
    resource,
    metric: rule,
    stat: 'Maximum',
    unit: UNITS[unit] ?? 'none',
    per: null,
    method: 'as observed',
    period: 60,
    values: [...values],
    min: [...values],
    max: [...values],
    provisional: 0,
    status: last < 0 ? ('empty' as const) : ('ok' as const),
    lastAt: last < 0 ? null : (t[last] ?? null),
  };
  const from = t[0] ?? new Date(0).toISOString();
  const to = new Date(Date.parse(t.at(-1) ?? from) + step * 1000).toISOString();
  return { from, to, step, t: [...t], series: [series], notes: [] };
}

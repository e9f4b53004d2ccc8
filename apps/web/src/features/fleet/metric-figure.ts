import type { MetricsAnswer, SeriesAnswer } from '@danji/shared';
import type { FactSource } from '@/components/ui/fact';

/** One number of one series, with where it comes from; `value` null is no data, never zero. */
export interface Reading {
  value: number | null;
  fact: FactSource;
}

export type ReadingFn = 'latest' | 'max' | 'min' | 'avg';

/** The id by which list pages ask for a series and find it again. */
export function seriesId(resource: string, metric: string, stat: string): string {
  return `${resource}|${metric}|${stat}`.slice(0, 64);
}

export interface SeriesQuery {
  id: string;
  resource: string;
  metric: string;
  stat: string;
}
export function seriesQuery(resource: string, metric: string, stat: string): SeriesQuery {
  return { id: seriesId(resource, metric, stat), resource, metric, stat };
}

export function findSeries(
  answer: MetricsAnswer | undefined,
  resource: string,
  metric: string,
  stat: string,
): SeriesAnswer | undefined {
  return answer?.series.find((s) => s.resource === resource && s.metric === metric && s.stat === stat);
}

/**
 * Reads one figure: latest and avg over the bucket values, max and min over the envelopes, so that a peak of one
 * minute counts although its bucket is half an hour. Null where the answer does not hold the series.
 */
export function reading(
  answer: MetricsAnswer | undefined,
  resource: string,
  metric: string,
  stat: string,
  fn: ReadingFn,
): Reading | null {
  const series = findSeries(answer, resource, metric, stat);
  if (!answer || !series) return null;
  return {
    value: valueOf(series, fn),
    fact: {
      k: 'metric',
      resource,
      metric,
      stat,
      fn,
      from: answer.from,
      to: answer.to,
      step: answer.step,
      unit: series.unit,
    },
  };
}

function valueOf(series: SeriesAnswer, fn: ReadingFn): number | null {
  const source = fn === 'max' ? series.max : fn === 'min' ? series.min : series.values;
  const present = source.filter((value) => value !== null);
  if (present.length === 0) return null;
  if (fn === 'latest') return present.at(-1) ?? null;
  if (fn === 'avg') return present.reduce((sum, value) => sum + value, 0) / present.length;
  return present.reduce((a, b) => (fn === 'max' ? Math.max(a, b) : Math.min(a, b)));
}

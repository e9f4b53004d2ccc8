import type { MetricsAnswer } from '@danji/shared';

/** How the series of the earlier window are named beside their own. */
export function comparedId(id: string): string {
  return `${id}@before`;
}

/** The same window, earlier by `ms`. */
export function earlier(answer: MetricsAnswer, ms: number): { from: string; to: string } {
  const back = (at: string): string => new Date(Date.parse(at) - ms).toISOString();
  return { from: back(answer.from), to: back(answer.to) };
}

/** Lays the earlier window over the present one: the nth bucket of both is the same time of day, or of the week. */
export function withComparison(answer: MetricsAnswer, before: MetricsAnswer): MetricsAnswer {
  if (before.step !== answer.step) return answer;
  const fit = (values: (number | null)[]): (number | null)[] => answer.t.map((_, i) => values[i] ?? null);
  const laid = before.series.map((series) => ({
    ...series,
    id: comparedId(series.id),
    values: fit(series.values),
    min: fit(series.min),
    max: fit(series.max),
    provisional: 0,
  }));
  return { ...answer, series: [...answer.series, ...laid] };
}

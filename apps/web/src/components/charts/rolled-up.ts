import type { ChartModel, SeriesSource } from './model';

/** Series of which a bucket is the highest of several stored percentiles, each once: the percentile itself is another number. */
export function rolledUpPercentiles(model: ChartModel): SeriesSource[] {
  const found = model.series.flatMap(({ method, source }) =>
    source !== null && /^max of \d+ s p\d/.test(method) ? [source] : [],
  );
  return [
    ...new Map(found.map((one) => [`${one.resource} ${one.metric} ${one.stat}`, one] as const)).values(),
  ];
}

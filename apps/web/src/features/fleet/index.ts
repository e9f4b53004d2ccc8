export { reading, findSeries, seriesQuery, type Reading, type SeriesQuery } from './metric-figure';
export { ReadingText } from './reading-text';
export { useListMetrics } from './use-list-metrics';
export { Definition, Definitions, Mono } from './definitions';
export { hourlyPrice } from './price';

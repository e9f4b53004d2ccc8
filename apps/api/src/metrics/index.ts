export { MetricsReadModule } from './metrics-read.module.js';
export { MetricsModule } from './metrics.module.js';
export { ReadMetrics, type MetricBuckets } from './read-metrics.js';
export { ReadSparks, type Spark } from './read-sparks.js';

export { MetricsModule } from './metrics.module.js';
export { QueryMetrics } from './query-metrics.js';
export { ReadSparks, type Spark } from './read-sparks.js';

export { MetricsCollectionModule } from './metrics-collection.module.js';
export { MetricsCollector } from './metrics-collector.js';

export { MetricsCollectionModule } from './metrics-collection.module.js';
export { MetricsCollector } from './metrics-collector.js';
export { estimate } from './money/decide.js';
export { GROUP_COUNTS_PREFIX, GROUP_SWITCH_PREFIX } from './groups/group.repository.js';

export { fetchUsage } from './fetch-usage.js';
export { countRead, SETTLE_MS } from './read-minutes.js';
export { UsageRepository, type TaskUsageValues } from './usage.repository.js';
export type { UsageSource } from './usage-source.js';
export { UsageCollector } from './usage-collector.js';

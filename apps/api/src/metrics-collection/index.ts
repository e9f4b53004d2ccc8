export { MetricsCollectionModule } from './metrics-collection.module.js';
export { MetricsCollector } from './metrics-collector.js';
export { BudgetExhausted } from './money/allowance.js';
export { estimate, WHY_NOT } from './money/decide.js';
export { MoneyGate } from './money/money-gate.js';
export { findDimensions } from './plan/find-dimensions.js';
export { GROUP_COUNTS_PREFIX, GROUP_SWITCH_PREFIX } from './groups/group.repository.js';

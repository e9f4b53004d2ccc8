export { CloseComparisons } from './close-comparisons.js';
export { DeploymentsModule, RolloutJobModule } from './deployments.module.js';

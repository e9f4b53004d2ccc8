export { evaluateFargateTaskSize } from './evaluate.js';
export type { FargateTaskSizeFacts, SizingProfile } from './facts.js';
export { cpuNeedPercent } from './need.js';

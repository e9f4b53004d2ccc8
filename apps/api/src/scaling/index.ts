export { desiredBefore, type Step } from './count-history.js';
export { isDone } from './judge-scaling.js';
export { ScalingModule } from './scaling.module.js';

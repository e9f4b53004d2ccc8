export { LaunchTypeCostModule } from './launch-type-cost.module.js';

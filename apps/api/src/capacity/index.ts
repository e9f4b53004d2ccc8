export { CapacityModule } from './capacity.module.js';

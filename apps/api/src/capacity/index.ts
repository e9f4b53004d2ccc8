export { CapacityModule } from './capacity.module.js';
export { ReadCapacity } from './read-capacity.js';

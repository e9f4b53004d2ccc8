export { InventorySweep, type SweepParts } from './sweep.js';
export { resourceId } from './resource-id.js';
export type { InventoryKind } from './observed.js';

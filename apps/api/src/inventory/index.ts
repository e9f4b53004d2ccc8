export { InventorySweep, type SweepParts } from './sweep.js';
export { deploymentId, ec2InstanceArn, resourceId, subnetArn } from './resource-id.js';
export { writeEvents } from './history/event.repository.js';
export type { TimelineEvent } from './history/timeline-event.js';
export type { Labels } from './observed.js';
export { alarmEventId } from './parts/monitoring/alarm-events.js';
export { rdsEventId } from './parts/rds/events.js';
export { observeTask } from './tasks/task-observation.js';
export type { InventoryKind } from './observed.js';

export * from './dwell-tally.js';
export * from './flow-path.js';
export * from './primary-deployment.js';
export type { Percentiles } from './samples.js';
export type { StopHour } from './stop-hours.js';
export * from './task-flow.js';
export * from './trigger.js';

export * from './flow-path.js';
export * from './task-flow.js';
export * from './trigger.js';

export * from './buckets/index.js';
export * from './log-line/index.js';
export * from './message/index.js';
export * from './service-events/index.js';
export * from './status/index.js';
export * from './stop-cause/index.js';
export * from './task-run/index.js';

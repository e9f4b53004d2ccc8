export * from './performance-record.js';
export * from './usage-hours.js';
export * from './whole-minutes.js';

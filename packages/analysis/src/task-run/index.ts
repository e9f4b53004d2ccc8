export * from './dwell.js';
export * from './fold.js';
export * from './observation.js';
export * from './phases.js';

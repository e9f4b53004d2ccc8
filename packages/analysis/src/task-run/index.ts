export * from './fold.js';
export * from './observation.js';
export * from './phase-spans.js';
export * from './phases.js';

export * from './fold.js';
export { firstHealthyAt } from './health-seen.js';
export * from './moments.js';
export * from './observation.js';
export * from './phase-spans.js';
export * from './phases.js';
export * from './replacement.js';
export * from './stays.js';

export * from './log-level.js';
export { PatternError } from './linear-pattern.js';
export * from './mask.js';
export * from './own-pattern.js';

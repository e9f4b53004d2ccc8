export * from './log-level.js';
export * from './mask.js';

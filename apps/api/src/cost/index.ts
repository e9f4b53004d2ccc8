export * from './usage-counter.js';

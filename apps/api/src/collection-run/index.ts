export * from './collection-run.js';

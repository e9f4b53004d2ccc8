export * from './collection-run.repository.js';

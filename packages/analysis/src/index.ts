export * from './buckets/index.js';

export * from './compare-launch-types.js';

export * from './onset.js';
export * from './rank-suspects.js';

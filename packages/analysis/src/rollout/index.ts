export * from './commands.js';
export * from './compare.js';
export * from './rank-test.js';
export * from './split.js';

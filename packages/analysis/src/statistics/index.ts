export * from './bootstrap.js';
export * from './quantile.js';
export * from './random.js';
export * from './theil-sen.js';

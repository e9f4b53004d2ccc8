export * from './aggregate.js';
export * from './completeness.js';
export * from './grid.js';
export * from './hour.js';
export * from './statistic.js';
export * from './zone.js';

export * from './metric.js';
export * from './groups.js';
export * from './metric-catalogue.js';
export * from './lag.js';
export * from './aws-actions.js';
export * from './fargate.js';
export * from './prices.js';

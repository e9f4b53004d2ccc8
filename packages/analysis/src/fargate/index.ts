export * from './combinations.js';
export * from './fargate-price.js';
export * from './nearest.js';
export * from './snap.js';

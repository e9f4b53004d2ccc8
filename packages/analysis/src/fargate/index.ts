export * from './combinations.js';
export * from './fargate-price.js';
export * from './snap.js';

export * from './circuit-breaker-off.js';
export * from './configuration/index.js';
export * from './fargate-task-size/index.js';
export * from './idle-ec2-instance.js';
export * from './rds-storage-full.js';
export * from './recommendation.js';
export * from './storage-forecast.js';
export * from './usage/index.js';

export * from './cpu-credits.js';
export { evaluateInstanceSize, type OversizedInstanceFacts } from './oversized-ec2-instance.js';
export * from './rds-size.js';
export * from './service-maximum.js';

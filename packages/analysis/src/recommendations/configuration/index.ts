export * from './database-posture.js';
export * from './engine-end-of-life.js';
export * from './health-check-mismatch.js';
export * from './log-driver-missing.js';
export { evaluateSecurityGroup, type InboundRule, type SecurityGroupFacts } from './open-security-group.js';
export * from './pending-maintenance.js';
export * from './single-az.js';
export * from './spot-without-base.js';

export * from './database-status.js';
export * from './instance-status.js';
export * from './service-status.js';
export * from './status.js';

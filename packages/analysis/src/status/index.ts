export * from './database-status.js';
export * from './image-status.js';
export * from './instance-status.js';
export * from './network-status.js';
export * from './service-status.js';
export * from './status.js';
export * from './volume-status.js';
export * from './database-cluster-status.js';

export * from './status.js';
export * from './errors.js';
export * from './permissions.js';
export * from './contracts/common.js';
export * from './contracts/attributes.js';

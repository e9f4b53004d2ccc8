export * from './findings.js';
export * from './scale-out-limit.js';
export * from './sentence.js';
export * from './served-after.js';
export * from './turns.js';

export * from './findings.js';
export * from './sentence.js';
export * from './turns.js';

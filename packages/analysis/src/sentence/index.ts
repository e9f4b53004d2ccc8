export * from './overview-sentence.js';
export * from './problem-sentence.js';
export * from './service-sentence.js';

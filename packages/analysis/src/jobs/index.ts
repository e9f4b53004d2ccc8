export * from './judge-job.js';
export { jobsSentence } from './jobs-sentence.js';
export * from './schedule.js';
export * from './starter.js';

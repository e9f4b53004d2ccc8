export * from './classify-stop.js';
export { exitCodeMeaning, type ExitCodeMeaning } from './exit-codes.js';
export * from './stop-cause.js';

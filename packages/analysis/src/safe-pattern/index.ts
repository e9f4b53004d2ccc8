export { compilePattern, type SafePattern } from './compile.js';
export { PatternError } from './parse.js';
export { runPattern, type SafeMatch } from './run.js';

export { consoleUrl } from './console-url.js';

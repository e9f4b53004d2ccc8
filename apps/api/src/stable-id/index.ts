export { stableId } from './stable-id.js';

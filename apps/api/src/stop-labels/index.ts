export { causeLabel } from './cause-label.js';

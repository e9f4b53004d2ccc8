export * from './parameter-formula.js';
export { classifyRdsEvent, type RdsEventType } from './rds-event.js';

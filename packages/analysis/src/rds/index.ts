export * from './parameter-formula.js';
export { classifyRdsEvent, type RdsEventType } from './rds-event.js';
export { readPostgresLine } from './postgres-line.js';
export * from './statement-report.js';
export { statementTemplate } from './statement-template.js';
export * from './postgres-values.js';

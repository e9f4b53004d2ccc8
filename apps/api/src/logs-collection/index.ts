export { LogCollector, type LogCollectorParts } from './log-collector.js';

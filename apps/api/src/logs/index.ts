export { LogsModule } from './logs.module.js';
export { ReadTaskLines } from './read-task-lines.js';
export { SearchLogs } from './search-logs.js';

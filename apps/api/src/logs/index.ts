export { ListTemplates } from './list-templates.js';
export { LogsModule } from './logs.module.js';
export { ReadTaskLines } from './read-task-lines.js';

export { ListTasksAsResources } from './list-tasks-as-resources.js';
export { TasksModule } from './tasks.module.js';

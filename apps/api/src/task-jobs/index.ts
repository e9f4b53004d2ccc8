export { TaskJobsModule } from './task-jobs.module.js';

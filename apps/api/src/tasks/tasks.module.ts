import { Module } from '@nestjs/common';
import { EventsModule } from '../events/index.js';
import { InteractiveAwsModule } from '../interactive-aws/index.js';
import { LogsModule } from '../logs/index.js';
import { GetTask } from './get-task.js';
import { ListTasks } from './list-tasks.js';
import { ListTasksAsResources } from './list-tasks-as-resources.js';
import { ReadTaskFlow } from './read-task-flow.js';
import { ReadTaskStreams } from './read-task-streams.js';
import { TaskFacetsRepository } from './task-facets.repository.js';
import { TaskFlowRepository } from './task-flow.repository.js';
import { TaskRepository } from './task.repository.js';
import { TasksController } from './tasks.controller.js';

@Module({
  imports: [EventsModule, LogsModule, InteractiveAwsModule],
  controllers: [TasksController],
  providers: [
    TaskRepository,
    TaskFacetsRepository,
    TaskFlowRepository,
    ListTasks,
    GetTask,
    ReadTaskFlow,
    ReadTaskStreams,
    ListTasksAsResources,
  ],
  exports: [ListTasksAsResources],
})
export class TasksModule {}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { FlowAnswer, FlowQuery, IdParam, TaskDetail, TaskLines, TaskList, TaskQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { GetTask } from './get-task.js';
import { ListTasks } from './list-tasks.js';
import { ReadTaskFlow } from './read-task-flow.js';
import { ReadTaskStreams } from './read-task-streams.js';

@ApiTags('tasks')
@Controller('tasks')
export class TasksController {
  constructor(
    private readonly listTasks: ListTasks,
    private readonly getTask: GetTask,
    private readonly readTaskFlow: ReadTaskFlow,
    private readonly readTaskStreams: ReadTaskStreams,
  ) {}

  @Get()
  @Returns(TaskList, { summary: 'Every task that ever ran, with facets.' })
  list(@Actor() ctx: Context, @Query({ schema: TaskQuery }) query: TaskQuery): Promise<TaskList> {
    return this.listTasks.run(ctx, query);
  }

  @Get('flow')
  @Returns(FlowAnswer, {
    summary: 'How tasks moved from trigger to end, how long each phase took, and why they stopped.',
  })
  flow(@Actor() ctx: Context, @Query({ schema: FlowQuery }) query: FlowQuery): Promise<FlowAnswer> {
    return this.readTaskFlow.run(ctx, query);
  }

  @Get(':id/lines')
  @Returns(TaskLines, {
    summary:
      "The end of the task's own log streams, read from CloudWatch Logs when asked; nothing is paid for it.",
  })
  lines(@Actor() ctx: Context, @Param({ schema: IdParam }) { id }: IdParam): Promise<TaskLines> {
    return this.readTaskStreams.run(ctx, id);
  }

  @Get(':id')
  @Returns(TaskDetail, {
    summary: 'One task: phases, containers, network, stop reason and remedy, last lines.',
  })
  one(@Actor() ctx: Context, @Param({ schema: IdParam }) { id }: IdParam): Promise<TaskDetail> {
    return this.getTask.run(ctx, id);
  }
}

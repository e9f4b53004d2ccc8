import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { JobsAnswer, JobsQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ListJobs } from './list-jobs.js';

@ApiTags('tasks')
@Controller('jobs')
export class JobsController {
  constructor(private readonly listJobs: ListJobs) {}

  @Get()
  @Returns(JobsAnswer, {
    summary:
      'Tasks outside services by family and starter: last runs, usual duration, overlaps, and runs that did not come.',
  })
  list(@Actor() ctx: Context, @Query({ schema: JobsQuery }) query: JobsQuery): Promise<JobsAnswer> {
    return this.listJobs.run(ctx, query);
  }
}

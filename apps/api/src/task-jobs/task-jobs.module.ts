import { Module } from '@nestjs/common';
import { JobsController } from './jobs.controller.js';
import { ListJobs } from './list-jobs.js';
import { TaskJobsRepository } from './task-jobs.repository.js';

@Module({ controllers: [JobsController], providers: [TaskJobsRepository, ListJobs] })
export class TaskJobsModule {}

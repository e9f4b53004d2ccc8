import { Module } from '@nestjs/common';
import { LogRepository } from './log.repository.js';
import { LogsController } from './logs.controller.js';
import { ReadTaskLines } from './read-task-lines.js';
import { SearchLogs } from './search-logs.js';

@Module({
  controllers: [LogsController],
  providers: [LogRepository, SearchLogs, ReadTaskLines],
  exports: [ReadTaskLines],
})
export class LogsModule {}

import { Module } from '@nestjs/common';
import { ListTemplates } from './list-templates.js';
import { LogRepository } from './log.repository.js';
import { LogsController } from './logs.controller.js';
import { ReadTaskLines } from './read-task-lines.js';
import { SearchLogs } from './search-logs.js';
import { TemplateRepository } from './template.repository.js';

@Module({
  controllers: [LogsController],
  providers: [LogRepository, TemplateRepository, SearchLogs, ListTemplates, ReadTaskLines],
  exports: [ReadTaskLines, ListTemplates],
})
export class LogsModule {}

import { Module } from '@nestjs/common';
import { InteractiveAwsModule } from '../interactive-aws/index.js';
import { FollowGroup } from './follow-group.js';
import { GroupTails } from './group-tails.js';
import { ListTemplates } from './list-templates.js';
import { LogRepository } from './log.repository.js';
import { LogsController } from './logs.controller.js';
import { ReadLineContext } from './read-line-context.js';
import { ReadTaskLines } from './read-task-lines.js';
import { SearchLogs } from './search-logs.js';
import { TemplateRepository } from './template.repository.js';

@Module({
  imports: [InteractiveAwsModule],
  controllers: [LogsController],
  providers: [
    LogRepository,
    TemplateRepository,
    SearchLogs,
    ListTemplates,
    ReadTaskLines,
    ReadLineContext,
    FollowGroup,
    GroupTails,
  ],
  exports: [ReadTaskLines, SearchLogs],
})
export class LogsModule {}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  LogAnswer,
  LogContext,
  LogContextQuery,
  LogQuery,
  LogTail,
  LogTailQuery,
  TemplateAnswer,
  TemplateQuery,
} from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ListTemplates } from './list-templates.js';
import { FollowGroup } from './follow-group.js';
import { ReadLineContext } from './read-line-context.js';
import { SearchLogs } from './search-logs.js';

@ApiTags('logs')
@Controller('logs')
export class LogsController {
  constructor(
    private readonly searchLogs: SearchLogs,
    private readonly listTemplates: ListTemplates,
    private readonly lineContext: ReadLineContext,
    private readonly followGroup: FollowGroup,
  ) {}

  @Get('search')
  @Returns(LogAnswer, { summary: 'Kept lines, and counts by level with the share that was read.' })
  search(@Actor() ctx: Context, @Query({ schema: LogQuery }) query: LogQuery): Promise<LogAnswer> {
    return this.searchLogs.run(ctx, query);
  }

  @Get('templates')
  @Returns(TemplateAnswer, {
    summary: 'Kinds of lines with counts, and what a revision writes that others did not, or no longer.',
  })
  templates(
    @Actor() ctx: Context,
    @Query({ schema: TemplateQuery }) query: TemplateQuery,
  ): Promise<TemplateAnswer> {
    return this.listTemplates.run(ctx, query);
  }

  @Get('context')
  @Returns(LogContext, {
    summary: 'Lines before and after a moment in one stream, read from CloudWatch Logs when asked.',
  })
  context(
    @Actor() ctx: Context,
    @Query({ schema: LogContextQuery }) query: LogContextQuery,
  ): Promise<LogContext> {
    return this.lineContext.run(ctx, query);
  }

  @Get('tail')
  @Returns(LogTail, {
    summary: 'Lines as they come; one reader of AWS serves everybody who follows a group.',
  })
  tail(@Actor() ctx: Context, @Query({ schema: LogTailQuery }) query: LogTailQuery): Promise<LogTail> {
    return this.followGroup.run(ctx, query);
  }
}

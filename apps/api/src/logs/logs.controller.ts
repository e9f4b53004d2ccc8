import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LogAnswer, LogQuery, TemplateAnswer, TemplateQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ListTemplates } from './list-templates.js';
import { SearchLogs } from './search-logs.js';

@ApiTags('logs')
@Controller('logs')
export class LogsController {
  constructor(
    private readonly searchLogs: SearchLogs,
    private readonly listTemplates: ListTemplates,
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
}

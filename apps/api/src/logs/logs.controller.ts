import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LogAnswer, LogQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { SearchLogs } from './search-logs.js';

@ApiTags('logs')
@Controller('logs')
export class LogsController {
  constructor(private readonly searchLogs: SearchLogs) {}

  @Get('search')
  @Returns(LogAnswer, { summary: 'Kept lines, and counts by level with the share that was read.' })
  search(@Actor() ctx: Context, @Query({ schema: LogQuery }) query: LogQuery): Promise<LogAnswer> {
    return this.searchLogs.run(ctx, query);
  }
}

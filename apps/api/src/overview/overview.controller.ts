import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Overview, OverviewQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ReadOverview } from './read-overview.js';

@ApiTags('overview')
@Controller('overview')
export class OverviewController {
  constructor(private readonly readOverview: ReadOverview) {}

  @Get()
  @Returns(Overview, { summary: 'Is anything wrong, where, since when, and what changed.', trusted: true })
  read(@Actor() ctx: Context, @Query({ schema: OverviewQuery }) query: OverviewQuery): Promise<Overview> {
    return this.readOverview.run(ctx, query);
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ScalingAnswer, ScalingOverview, ScalingOverviewQuery, ScalingQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ReadScaling } from './read-scaling.js';
import { ReadScalingOverview } from './read-scaling-overview.js';

@ApiTags('scaling')
@Controller('scaling')
export class ScalingController {
  constructor(
    private readonly readScaling: ReadScaling,
    private readonly readOverview: ReadScalingOverview,
  ) {}

  @Get()
  @Returns(ScalingAnswer, {
    summary: 'Policies, activities, and desired against running of one service or group.',
  })
  read(@Actor() ctx: Context, @Query({ schema: ScalingQuery }) query: ScalingQuery): Promise<ScalingAnswer> {
    return this.readScaling.run(ctx, query);
  }

  @Get('overview')
  @Returns(ScalingOverview, {
    summary: 'Everything that scales: bounds, policies, protection, and what is wrong with it.',
  })
  overview(
    @Actor() ctx: Context,
    @Query({ schema: ScalingOverviewQuery }) query: ScalingOverviewQuery,
  ): Promise<ScalingOverview> {
    return this.readOverview.run(ctx, query);
  }
}

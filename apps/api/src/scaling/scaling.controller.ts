import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ScalingAnswer, ScalingQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ReadScaling } from './read-scaling.js';

@ApiTags('scaling')
@Controller('scaling')
export class ScalingController {
  constructor(private readonly readScaling: ReadScaling) {}

  @Get()
  @Returns(ScalingAnswer, {
    summary: 'Policies, activities, and desired against running of one service or group.',
  })
  read(@Actor() ctx: Context, @Query({ schema: ScalingQuery }) query: ScalingQuery): Promise<ScalingAnswer> {
    return this.readScaling.run(ctx, query);
  }
}

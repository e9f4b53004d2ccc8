import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, LaunchTypeCost } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ReadLaunchTypeCost } from './read-launch-type-cost.js';

@ApiTags('resources')
@Controller('resources/:id/launch-type-cost')
export class LaunchTypeCostController {
  constructor(private readonly readCost: ReadLaunchTypeCost) {}

  @Get()
  @Returns(LaunchTypeCost, { summary: 'What the tasks of a service cost on Fargate and on EC2.' })
  read(@Actor() ctx: Context, @Param({ schema: IdParam }) { id }: IdParam): Promise<LaunchTypeCost> {
    return this.readCost.run(ctx, id);
  }
}

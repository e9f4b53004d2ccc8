import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, UsageAnswer, UsageQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ReadUsage } from './read-usage.js';

@ApiTags('resources')
@Controller('resources')
export class UsageController {
  constructor(private readonly readUsage: ReadUsage) {}

  @Get(':id/usage')
  @Returns(UsageAnswer, {
    summary:
      'Who uses a host, or a service: CPU, memory, network and storage per task by minute, and the culprit.',
  })
  read(
    @Actor() ctx: Context,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: UsageQuery }) query: UsageQuery,
  ): Promise<UsageAnswer> {
    return this.readUsage.run(ctx, id, query);
  }
}

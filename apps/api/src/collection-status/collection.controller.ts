import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AcceptCost as AcceptCostInput,
  CollectionCompleteness,
  CollectionCost,
  CollectionPermissions,
  CollectionStatus,
  CompletenessQuery,
} from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { AcceptCost } from './accept-cost.js';
import { ReadCompleteness } from './read-completeness.js';
import { ReadCost } from './read-cost.js';
import { ReadPermissions } from './read-permissions.js';
import { ReadStatus } from './read-status.js';

@ApiTags('collection')
@Controller('collection')
export class CollectionController {
  constructor(
    private readonly readStatus: ReadStatus,
    private readonly readCost: ReadCost,
    private readonly readPermissions: ReadPermissions,
    private readonly readCompleteness: ReadCompleteness,
    private readonly acceptCost: AcceptCost,
  ) {}

  @Get()
  @Returns(CollectionStatus, { summary: 'What is being collected, how far it is, what went wrong.' })
  status(@Actor() ctx: Context): Promise<CollectionStatus> {
    return this.readStatus.run(ctx);
  }

  @Get('cost')
  @Returns(CollectionCost, { summary: 'What watching costs.' })
  cost(@Actor() ctx: Context): Promise<CollectionCost> {
    return this.readCost.run(ctx);
  }

  @Get('permissions')
  @Returns(CollectionPermissions, {
    summary: 'Every AWS action, whether it is allowed, and what is lost without it.',
  })
  permissions(@Actor() ctx: Context): Promise<CollectionPermissions> {
    return this.readPermissions.run(ctx);
  }

  @Get('completeness')
  @Returns(CollectionCompleteness, {
    summary: 'How much of what AWS published is stored, and how late it came.',
  })
  completeness(
    @Actor() ctx: Context,
    @Query({ schema: CompletenessQuery }) query: CompletenessQuery,
  ): Promise<CollectionCompleteness> {
    return this.readCompleteness.run(ctx, query);
  }

  @Post('accept-cost')
  @HttpCode(200)
  @Returns(CollectionStatus, { summary: 'Metric requests of an AWS account begin only after this.' })
  accept(
    @Actor() ctx: Context,
    @Body({ schema: AcceptCostInput }) input: AcceptCostInput,
  ): Promise<CollectionStatus> {
    return this.acceptCost.run(ctx, input);
  }
}

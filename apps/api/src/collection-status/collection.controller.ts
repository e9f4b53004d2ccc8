import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AcceptCost as AcceptCostInput,
  CollectionCompleteness,
  CollectionCost,
  CollectionPermissions,
  CollectionStatus,
  CompletenessQuery,
  MetricGroup,
  MetricGroupList,
  MetricGroupParam,
  SwitchMetricGroup as SwitchInput,
} from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, IfMatch, Returns, TakesIfMatch } from '../http/index.js';
import { AcceptCost } from './accept-cost.js';
import { ListMetricGroups } from './list-metric-groups.js';
import { ReadCompleteness } from './read-completeness.js';
import { ReadCost } from './read-cost.js';
import { ReadPermissions } from './read-permissions.js';
import { ReadStatus } from './read-status.js';
import { SwitchMetricGroup } from './switch-metric-group.js';

@ApiTags('collection')
@Controller('collection')
export class CollectionController {
  constructor(
    private readonly readStatus: ReadStatus,
    private readonly readCost: ReadCost,
    private readonly readPermissions: ReadPermissions,
    private readonly readCompleteness: ReadCompleteness,
    private readonly acceptCost: AcceptCost,
    private readonly listGroups: ListMetricGroups,
    private readonly switchGroup: SwitchMetricGroup,
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

  @Get('metric-groups')
  @Returns(MetricGroupList, { summary: 'Optional metrics, with what each group would cost.' })
  groups(@Actor() ctx: Context): Promise<MetricGroupList> {
    return this.listGroups.run(ctx);
  }

  @Patch('metric-groups/:id')
  @TakesIfMatch()
  @Returns(MetricGroup, {
    summary: 'Switches a group of optional metrics on or off; If-Match is its version.',
  })
  switch(
    @Actor() ctx: Context,
    @Param({ schema: MetricGroupParam }) { id }: MetricGroupParam,
    @Body({ schema: SwitchInput }) input: SwitchInput,
    @IfMatch() version: number,
  ): Promise<MetricGroup> {
    return this.switchGroup.run(ctx, id, input, version);
  }
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeploymentDetail, DeploymentList, DeploymentQuery, IdParam, RolloutComparison } from '@danji/shared';
import type { Context, DeploymentItem, List } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { GetDeployment } from './get-deployment.js';
import { ListDeployments } from './list-deployments.js';
import { ReadComparison } from './read-comparison.js';

@ApiTags('deployments')
@Controller('deployments')
export class DeploymentsController {
  constructor(
    private readonly listDeployments: ListDeployments,
    private readonly getDeployment: GetDeployment,
    private readonly readComparison: ReadComparison,
  ) {}

  @Get()
  @Returns(DeploymentList, { summary: 'Rollouts, newest first.' })
  list(
    @Actor() ctx: Context,
    @Query({ schema: DeploymentQuery }) query: DeploymentQuery,
  ): Promise<List<DeploymentItem>> {
    return this.listDeployments.run(ctx, query);
  }

  @Get(':id')
  @Returns(DeploymentDetail, { summary: 'One rollout, step by step, with the images before and after.' })
  one(@Actor() ctx: Context, @Param({ schema: IdParam }) { id }: IdParam): Promise<DeploymentDetail> {
    return this.getDeployment.run(ctx, id);
  }

  @Get(':id/comparison')
  @Returns(RolloutComparison, {
    summary: 'Old against new: start-up, stops, log levels, and metrics by time.',
  })
  comparison(@Actor() ctx: Context, @Param({ schema: IdParam }) { id }: IdParam): Promise<RolloutComparison> {
    return this.readComparison.run(ctx, id);
  }
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeploymentDetail, DeploymentList, DeploymentQuery, IdParam } from '@danji/shared';
import type { Context, DeploymentItem, List } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { GetDeployment } from './get-deployment.js';
import { ListDeployments } from './list-deployments.js';

@ApiTags('deployments')
@Controller('deployments')
export class DeploymentsController {
  constructor(
    private readonly listDeployments: ListDeployments,
    private readonly getDeployment: GetDeployment,
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
}

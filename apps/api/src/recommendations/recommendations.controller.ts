import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, Recommendation, RecommendationList, RecommendationQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { GetRecommendation } from './get-recommendation.js';
import { ListRecommendations } from './list-recommendations.js';

@ApiTags('recommendations')
@Controller('recommendations')
export class RecommendationsController {
  constructor(
    private readonly listRecommendations: ListRecommendations,
    private readonly getRecommendation: GetRecommendation,
  ) {}

  @Get()
  @Returns(RecommendationList, { summary: 'What to change, how sure, at what risk, and what it saves.' })
  list(
    @Actor() ctx: Context,
    @Query({ schema: RecommendationQuery }) query: RecommendationQuery,
  ): Promise<RecommendationList> {
    return this.listRecommendations.run(ctx, query);
  }

  @Get(':id')
  @Returns(Recommendation, { summary: 'One recommendation with its proof.' })
  one(@Actor() ctx: Context, @Param({ schema: IdParam }) { id }: IdParam): Promise<Recommendation> {
    return this.getRecommendation.run(ctx, id);
  }
}

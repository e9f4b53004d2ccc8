import { Inject, Injectable } from '@nestjs/common';
import type { Context, Recommendation } from '@danji/shared';
import { CONFIG, type Config } from '../config/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { RecommendationRepository } from './recommendation.repository.js';
import { toRecommendation } from './recommendation-row.js';

/** GET /recommendations/{id}: one with its proof, also one that is closed. @throws AppError NOT_FOUND */
@Injectable()
export class GetRecommendation {
  constructor(
    private readonly recommendations: RecommendationRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, id: string): Promise<Recommendation> {
    requirePermission(ctx, 'fleet.read');
    const row = await this.recommendations.byId(ctx, id);
    if (row === null) throw notFound('recommendation', id);
    return toRecommendation(row, this.config.timezone);
  }
}

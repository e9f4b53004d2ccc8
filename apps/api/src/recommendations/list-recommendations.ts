import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Context, Recommendation, RecommendationList, RecommendationQuery } from '@danji/shared';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission } from '../http/index.js';
import { decodeCursor, encodeCursor, toPage } from '../paging/index.js';
import { RecommendationRepository, type RecommendationPosition } from './recommendation.repository.js';
import { toRecommendation, type RecommendationRow } from './recommendation-row.js';

const SORT = 'urgency';
const Rank = z.int().min(0).max(9);
const Position = z.tuple([Rank, Rank, z.number(), z.string()]);

/** GET /recommendations: open ones unless asked otherwise; what ends in an outage first, then by saving. */
@Injectable()
export class ListRecommendations {
  constructor(
    private readonly recommendations: RecommendationRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: RecommendationQuery): Promise<RecommendationList> {
    requirePermission(ctx, 'fleet.read');
    const position = decodeCursor<RecommendationPosition>(SORT, Position, query.cursor);
    const { rows, total, saving } = await this.recommendations.page(ctx, query, position);
    const page = toPage<RecommendationRow, Recommendation>({
      rows,
      total,
      limit: query.limit,
      item: (row) => toRecommendation(row, this.config.timezone),
      cursorOf: (row) => encodeCursor(SORT, [row.closed, row.urgency, row.saving, row.id]),
    });
    return { ...page, totalSavingUsd: saving };
  }
}

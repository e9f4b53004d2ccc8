import { Inject, Injectable } from '@nestjs/common';
import type { Context, ReviewActionList, ReviewActionQuery } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission } from '../http/index.js';
import { toReviewAction } from './review-action.js';
import { ReviewActionRepository } from './review-action.repository.js';

/** GET /reports/capacity/actions: of all weeks, open ones first. */
@Injectable()
export class ListReviewActions {
  constructor(
    private readonly actions: ReviewActionRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, { state }: ReviewActionQuery): Promise<ReviewActionList> {
    requirePermission(ctx, 'fleet.read');
    const rows = await this.actions.list(ctx, { state });
    const now = this.clock.now();
    return { items: rows.map((row) => toReviewAction(row, now, this.config.timezone)) };
  }
}

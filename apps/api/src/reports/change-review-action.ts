import { Inject, Injectable } from '@nestjs/common';
import type { Context, ReviewAction, ReviewActionChange } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, notifyChanges } from '../database/index.js';
import { AppError, notFound, requirePermission } from '../http/index.js';
import { toReviewAction } from './review-action.js';
import { ReviewActionRepository } from './review-action.repository.js';

/** PATCH /reports/capacity/actions/{id}: another title, owner, day or state, over the version in If-Match. */
@Injectable()
export class ChangeReviewAction {
  constructor(
    private readonly actions: ReviewActionRepository,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError NOT_FOUND, CONFLICT when somebody changed it meanwhile */
  async run(ctx: Context, id: string, change: ReviewActionChange, version: number): Promise<ReviewAction> {
    requirePermission(ctx, 'report.write');
    const now = this.clock.now();
    if ((await this.actions.byId(ctx, id)) === null) throw notFound('action', id);
    const changed = await this.actions.change(id, change, { version, now, by: ctx.actor });
    const row = await this.actions.byId(ctx, id);
    if (row === null) throw notFound('action', id);
    const current = toReviewAction(row, now, this.config.timezone);
    if (!changed) {
      throw new AppError('CONFLICT', 'Somebody changed this action meanwhile; look at it and save again.', {
        current,
      });
    }
    await notifyChanges(this.database.pool, 'reports', [current.week]);
    return current;
  }
}

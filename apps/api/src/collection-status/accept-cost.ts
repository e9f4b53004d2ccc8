import { Injectable } from '@nestjs/common';
import type { AcceptCost as Input, CollectionStatus, Context } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { Database, notifyChanges } from '../database/index.js';
import { AppError, requirePermission } from '../http/index.js';
import { CollectionRepository } from './collection.repository.js';
import { ReadStatus } from './read-status.js';

/** What the worker waits for before it asks AWS for a metric. */
export const METRICS_ACCEPTED_KEY = 'metrics.accepted';

/** POST /collection/accept-cost: somebody has seen what metrics will cost and says yes. */
@Injectable()
export class AcceptCost {
  constructor(
    private readonly collection: CollectionRepository,
    private readonly readStatus: ReadStatus,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError CONFLICT when the estimate has risen above what was accepted: the new one must be seen first */
  async run(ctx: Context, input: Input): Promise<CollectionStatus> {
    requirePermission(ctx, 'collection.write');
    const status = await this.readStatus.run(ctx);
    const { estimate } = status.metrics;
    if (
      estimate !== null &&
      (estimate.monthUsd.high > input.monthUsd || estimate.backfillUsd.high > input.backfillUsd)
    ) {
      throw new AppError(
        'CONFLICT',
        `The estimate is now $${estimate.monthUsd.high.toFixed(2)} a month and $${estimate.backfillUsd.high.toFixed(2)} ` +
          'for the past two weeks, more than was accepted; look at it again and accept that.',
        { current: status },
      );
    }
    const now = this.clock.now();
    const accepted = { at: new Date(now).toISOString(), by: ctx.actor, ...input };
    await this.collection.putSetting(METRICS_ACCEPTED_KEY, accepted, now);
    await notifyChanges(this.database.pool, 'collection', [METRICS_ACCEPTED_KEY]);
    return this.readStatus.run(ctx);
  }
}

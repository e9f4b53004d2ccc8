import { Inject, Injectable } from '@nestjs/common';
import { shiftWeek, weekAt, weekName, weekRange } from '@danji/analysis';
import type { Context } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, notifyChanges } from '../database/index.js';
import { requirePermission } from '../http/index.js';
import { ComputeReview } from './compute-review.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewStoreRepository } from './review-store.repository.js';

const HOUR_MS = 3_600_000;
/** Late points have come and the last hours have settled. */
const AFTER_END_MS = 3 * HOUR_MS;
/** History that is still being read is waited for, but not for ever: somebody may have refused to pay for it. */
const WAITS_MS = 48 * HOUR_MS;
/** As many weeks back as a review looks: a worker that was off for a month misses none. */
const WEEKS_BACK = 4;

/** The job that keeps reviews of weeks that have ended, once each, the oldest first. */
@Injectable()
export class FreezeReviews {
  constructor(
    private readonly compute: ComputeReview,
    private readonly review: ReviewRepository,
    private readonly store: ReviewStoreRepository,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Answers the weeks that it kept. */
  async run(ctx: Context): Promise<string[]> {
    requirePermission(ctx, 'report.write');
    const now = this.clock.now();
    const { timezone } = this.config;
    const known = new Set((await this.store.weeks()).map(({ week }) => week));
    const [{ metricsFrom }, backfilling] = await Promise.all([
      this.review.extent(),
      this.review.backfilling(),
    ]);
    const kept: string[] = [];
    for (let back = WEEKS_BACK; back > 0 && metricsFrom !== null; back -= 1) {
      const week = shiftWeek(weekAt(now, timezone), -back);
      const { to } = weekRange(week, timezone);
      const settled = now >= to + AFTER_END_MS && (!backfilling || now >= to + WAITS_MS);
      if (known.has(weekName(week)) || !settled || metricsFrom >= to) continue;
      const facts = await this.compute.run(ctx, week, now, timezone);
      if (await this.store.freeze(facts)) kept.push(facts.week);
    }
    await notifyChanges(this.database.pool, 'reports', kept);
    return kept;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { shiftWeek, weekAt, weekName, weekRange } from '@danji/analysis';
import type { Context, ReviewWeekList } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission } from '../http/index.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewStoreRepository } from './review-store.repository.js';

/** Weeks that are named at most, the newest: two years. */
const MOST = 104;

/** GET /reports/capacity/weeks: this week, those that are frozen, and those of which metrics are stored. */
@Injectable()
export class ListReviewWeeks {
  constructor(
    private readonly review: ReviewRepository,
    private readonly store: ReviewStoreRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context): Promise<ReviewWeekList> {
    requirePermission(ctx, 'fleet.read');
    const { timezone: zone } = this.config;
    const [{ metricsFrom }, frozen] = await Promise.all([this.review.extent(), this.store.weeks()]);
    const kept = new Map(frozen.map((row) => [row.week, row]));
    const oldest = Math.min(metricsFrom ?? Infinity, frozen.at(-1)?.from.getTime() ?? Infinity);
    const items: ReviewWeekList['items'] = [];
    for (let week = weekAt(this.clock.now(), zone); items.length < MOST; week = shiftWeek(week, -1)) {
      const own = kept.get(weekName(week));
      const range = weekRange(week, zone);
      if (items.length > 0 && range.to <= oldest) break;
      items.push({
        week: weekName(week),
        from: (own?.from ?? new Date(range.from)).toISOString(),
        to: (own?.to ?? new Date(range.to)).toISOString(),
        frozen: own !== undefined,
      });
    }
    return { zone, items };
  }
}

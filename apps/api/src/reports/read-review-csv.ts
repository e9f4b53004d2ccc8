import { Injectable } from '@nestjs/common';
import { reviewCsv } from '@danji/analysis';
import type { CapacityReviewCsvQuery, Context } from '@danji/shared';
import { ReadReview } from './read-review.js';

/** GET /reports/capacity.csv: one table of a review. */
@Injectable()
export class ReadReviewCsv {
  constructor(private readonly readReview: ReadReview) {}

  async run(
    ctx: Context,
    { table, ...query }: CapacityReviewCsvQuery,
  ): Promise<{ name: string; text: string }> {
    const review = await this.readReview.run(ctx, query);
    return { name: `capacity-${review.week}-${table}.csv`, text: reviewCsv(review, table) };
  }
}

import { Module } from '@nestjs/common';
import { MetricsReadModule } from '../metrics/index.js';
import { AddReviewAction } from './add-review-action.js';
import { ChangeReviewAction } from './change-review-action.js';
import { ComputeReview } from './compute-review.js';
import { FreezeReviews } from './freeze-reviews.js';
import { ListReviewActions } from './list-review-actions.js';
import { ListReviewWeeks } from './list-review-weeks.js';
import { OutcomeRepository } from './outcome.repository.js';
import { ReadReview } from './read-review.js';
import { ReadReviewCsv } from './read-review-csv.js';
import { ReportsController } from './reports.controller.js';
import { ReviewActionRepository } from './review-action.repository.js';
import { ReviewStoreRepository } from './review-store.repository.js';
import { ReviewRepository } from './review.repository.js';

/** What freezes reviews, without routes: what a worker imports. */
@Module({
  imports: [MetricsReadModule],
  providers: [ReviewRepository, OutcomeRepository, ReviewStoreRepository, ComputeReview, FreezeReviews],
  exports: [ReviewRepository, ReviewStoreRepository, ComputeReview, FreezeReviews],
})
export class ReportJobModule {}

/** The weekly capacity review and what it decided upon. */
@Module({
  imports: [ReportJobModule],
  controllers: [ReportsController],
  providers: [
    ReviewActionRepository,
    ReadReview,
    ReadReviewCsv,
    ListReviewWeeks,
    ListReviewActions,
    AddReviewAction,
    ChangeReviewAction,
  ],
})
export class ReportsModule {}

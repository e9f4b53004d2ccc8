import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  CapacityReview,
  CapacityReviewCsv,
  CapacityReviewCsvQuery,
  CapacityReviewQuery,
  ReviewAction,
  ReviewActionChange,
  ReviewActionIdParam,
  ReviewActionInput,
  ReviewActionList,
  ReviewActionQuery,
  ReviewWeekList,
} from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, IfMatch, Returns, TakesIfMatch } from '../http/index.js';
import { AddReviewAction } from './add-review-action.js';
import { ChangeReviewAction } from './change-review-action.js';
import { ListReviewActions } from './list-review-actions.js';
import { ListReviewWeeks } from './list-review-weeks.js';
import { ReadReview } from './read-review.js';
import { ReadReviewCsv } from './read-review-csv.js';

@ApiTags('reports')
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly readReview: ReadReview,
    private readonly readReviewCsv: ReadReviewCsv,
    private readonly listWeeks: ListReviewWeeks,
    private readonly listActions: ListReviewActions,
    private readonly addAction: AddReviewAction,
    private readonly changeAction: ChangeReviewAction,
  ) {}

  @Get('capacity')
  @Returns(CapacityReview, { summary: 'The capacity review of an ISO week: frozen once the week has ended.' })
  review(
    @Actor() ctx: Context,
    @Query({ schema: CapacityReviewQuery }) query: CapacityReviewQuery,
  ): Promise<CapacityReview> {
    return this.readReview.run(ctx, query);
  }

  @Get('capacity.csv')
  @ApiProduces('text/csv')
  @Returns(CapacityReviewCsv, { summary: 'One table of a capacity review as CSV.', trusted: true })
  async csv(
    @Actor() ctx: Context,
    @Query({ schema: CapacityReviewCsvQuery }) query: CapacityReviewCsvQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return sendCsv(reply, await this.readReviewCsv.run(ctx, query));
  }

  @Get('capacity/weeks')
  @Returns(ReviewWeekList, { summary: 'Weeks that can be reviewed, the newest first.' })
  weeks(@Actor() ctx: Context): Promise<ReviewWeekList> {
    return this.listWeeks.run(ctx);
  }

  @Get('capacity/actions')
  @Returns(ReviewActionList, { summary: 'What reviews decided upon, open ones first.' })
  actions(
    @Actor() ctx: Context,
    @Query({ schema: ReviewActionQuery }) query: ReviewActionQuery,
  ): Promise<ReviewActionList> {
    return this.listActions.run(ctx, query);
  }

  @Post('capacity/actions')
  @HttpCode(200)
  @Returns(ReviewAction, { summary: 'Adds an action to a review.' })
  add(
    @Actor() ctx: Context,
    @Body({ schema: ReviewActionInput }) input: ReviewActionInput,
  ): Promise<ReviewAction> {
    return this.addAction.run(ctx, input);
  }

  @Patch('capacity/actions/:id')
  @TakesIfMatch()
  @Returns(ReviewAction, { summary: 'Changes an action over the version in If-Match.' })
  change(
    @Actor() ctx: Context,
    @Param({ schema: ReviewActionIdParam }) { id }: ReviewActionIdParam,
    @Body({ schema: ReviewActionChange }) change: ReviewActionChange,
    @IfMatch() version: number,
  ): Promise<ReviewAction> {
    return this.changeAction.run(ctx, id, change, version);
  }
}

function sendCsv(reply: FastifyReply, { name, text }: { name: string; text: string }): string {
  reply.header('content-type', 'text/csv; charset=utf-8');
  reply.header('content-disposition', `attachment; filename="${name}"`);
  return text;
}

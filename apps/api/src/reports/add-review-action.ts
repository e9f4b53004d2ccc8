import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { weekName } from '@danji/analysis';
import type { Context, ReviewAction, ReviewActionInput } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, notifyChanges } from '../database/index.js';
import { badInput, notFound, requirePermission } from '../http/index.js';
import { toReviewAction } from './review-action.js';
import { ReviewActionRepository } from './review-action.repository.js';
import { askedWeek } from './review-window.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** POST /reports/capacity/actions: what a review decided upon. */
@Injectable()
export class AddReviewAction {
  constructor(
    private readonly actions: ReviewActionRepository,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError VALIDATION for a week, a resource or a recommendation that there is not */
  async run(ctx: Context, input: ReviewActionInput): Promise<ReviewAction> {
    requirePermission(ctx, 'report.write');
    const now = this.clock.now();
    const week = weekName(askedWeek(input.week, now, this.config.timezone));
    const promise =
      input.recommendationId === null ? null : await this.actions.promise(ctx, input.recommendationId);
    if (input.recommendationId !== null && promise === null) {
      throw badInput('recommendationId', input.recommendationId, 'Name one that GET /recommendations lists.');
    }
    if (input.resource !== null && !(await this.actions.resourceKnown(ctx, input.resource))) {
      throw badInput('resource', input.resource, 'Name one that GET /resources lists, or null.');
    }
    const id = `act-${[...randomBytes(16)].map((byte) => ALPHABET[byte & 31]).join('')}`;
    const { title, owner, due, recommendationId } = input;
    await this.actions.insert(
      {
        id,
        week,
        title,
        owner,
        due,
        resourceId: input.resource ?? promise?.resourceId ?? null,
        recommendationId,
        promisedSavingUsd: promise?.savingUsd ?? null,
        by: ctx.actor,
      },
      now,
    );
    await notifyChanges(this.database.pool, 'reports', [week]);
    const row = await this.actions.byId(ctx, id);
    if (row === null) throw notFound('action', id);
    return toReviewAction(row, now, this.config.timezone);
  }
}

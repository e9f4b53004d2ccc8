import { z } from 'zod';
import { IsoTime, ResourceId } from './common.js';
import { ReviewDate, ReviewWeek } from './review-week.js';

export const REVIEW_ACTION_STATES = ['open', 'done', 'dropped'] as const;
export const ReviewActionId = z
  .string()
  .regex(
    /^act-[a-z2-7]{16}$/,
    'An action id is act- and 16 base32 characters, as GET /reports/capacity/actions lists it.',
  );
export const ReviewActionIdParam = z.object({ id: ReviewActionId });
export type ReviewActionIdParam = z.infer<typeof ReviewActionIdParam>;

/** What somebody is to do until when. Actions are kept across weeks and are not part of what is frozen. */
export const ReviewAction = z
  .object({
    id: ReviewActionId,
    week: ReviewWeek.describe('The review in which it was decided'),
    title: z.string(),
    owner: z.string().nullable(),
    due: ReviewDate.nullable(),
    overdue: z.boolean().describe('Open, and its day is over'),
    state: z.enum(REVIEW_ACTION_STATES),
    resource: z.object({ id: z.string(), kind: z.string(), name: z.string() }).nullable(),
    recommendationId: z.string().nullable(),
    promisedSavingUsd: z
      .number()
      .nullable()
      .describe('A month; expected by the recommendation when it was made'),
    createdAt: IsoTime,
    createdBy: z.string(),
    updatedAt: IsoTime,
    closedAt: IsoTime.nullable(),
    version: z.int(),
  })
  .meta({ id: 'CapacityReviewAction' });
export type ReviewAction = z.infer<typeof ReviewAction>;
export const ReviewActionList = z
  .object({ items: z.array(ReviewAction) })
  .meta({ id: 'CapacityReviewActionList' });
export type ReviewActionList = z.infer<typeof ReviewActionList>;

const title = z.string().trim().min(1, 'Write what is to be done.').max(300, 'At most 300 characters.');
const owner = z.string().trim().min(1, 'Write a name, or null for nobody.').max(80, 'At most 80 characters.');
export const ReviewActionInput = z.strictObject({
  week: ReviewWeek,
  title,
  owner: owner.nullable().default(null),
  due: ReviewDate.nullable().default(null),
  resource: ResourceId.nullable().default(null),
  recommendationId: z.string().max(64).nullable().default(null),
});
export type ReviewActionInput = z.infer<typeof ReviewActionInput>;
/** PATCH /reports/capacity/actions/{id} with If-Match: only what is given changes. */
export const ReviewActionChange = z.strictObject({
  title: title.optional(),
  owner: owner.nullable().optional(),
  due: ReviewDate.nullable().optional(),
  state: z.enum(REVIEW_ACTION_STATES).optional(),
});
export type ReviewActionChange = z.infer<typeof ReviewActionChange>;

export const ReviewActionQuery = z.object({
  state: z.enum(REVIEW_ACTION_STATES).optional(),
});
export type ReviewActionQuery = z.infer<typeof ReviewActionQuery>;

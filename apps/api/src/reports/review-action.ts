import { zonedDayNumber } from '@danji/analysis';
import { ReviewAction } from '@danji/shared';
import type { ReviewActionRow } from './review-action.repository.js';

const DAY_MS = 86_400_000;

/** `now`: epoch ms; a day that it is due on is over at its midnight in the zone. */
export function toReviewAction(row: ReviewActionRow, now: number, timeZone: string): ReviewAction {
  const due = row.due === null ? null : Date.parse(row.due) / DAY_MS;
  return {
    id: row.id,
    week: row.week,
    title: row.title,
    owner: row.owner,
    due: row.due,
    overdue: row.state === 'open' && due !== null && due < zonedDayNumber(timeZone, now),
    state: ReviewAction.shape.state.parse(row.state),
    resource:
      row.resource_id === null
        ? null
        : {
            id: row.resource_id,
            kind: row.resource_kind ?? 'unknown',
            name: row.resource_name ?? row.resource_id,
          },
    recommendationId: row.recommendation_id,
    promisedSavingUsd: row.promised_saving_usd,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    updatedAt: row.updated_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    version: row.version,
  };
}

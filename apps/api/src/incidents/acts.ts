import type {
  AckInput,
  AssignInput,
  BulkInput,
  Context,
  NoteInput,
  ResolveInput,
  SnoozeInput,
} from '@danji/shared';
import { instant } from '../database/index.js';
import { badInput } from '../http/index.js';
import type { ActWrite } from './act.repository.js';

const LONGEST_SNOOZE_MS = 7 * 86_400_000;

export type Act =
  | ({ kind: 'ack' } & AckInput)
  | ({ kind: 'assign' } & AssignInput)
  | ({ kind: 'snooze' } & SnoozeInput)
  | ({ kind: 'resolve' } & ResolveInput)
  | ({ kind: 'note' } & NoteInput);
export type BulkAct = BulkInput['act'];

/** What an act of somebody writes. @throws AppError VALIDATION for a snooze that is over or too long */
export function actWrite(ctx: Context, act: Act, now: number): ActWrite {
  switch (act.kind) {
    case 'ack':
      return act.acknowledged
        ? {
            set: { acknowledged_at: instant(now), acknowledged_by: ctx.actor },
            kind: 'acknowledged',
            params: {},
          }
        : { set: { acknowledged_at: null, acknowledged_by: null }, kind: 'unacknowledged', params: {} };
    case 'assign':
      return { set: { owner: act.owner }, kind: 'assigned', params: { owner: act.owner } };
    case 'snooze':
      return snooze(ctx, act.until, now);
    case 'resolve':
      return act.resolved
        ? {
            set: { state: 'resolved', resolved_at: instant(now), resolved_by: ctx.actor },
            kind: 'resolved',
            params: {},
          }
        : { set: { state: 'open', resolved_at: null, resolved_by: null }, kind: 'reopened', params: {} };
    case 'note':
      return { set: {}, kind: 'noted', params: { text: act.text }, counts: true };
  }
}

function snooze(ctx: Context, until: string | null, now: number): ActWrite {
  if (until === null)
    return { set: { snoozed_until: null, snoozed_by: null }, kind: 'unsnoozed', params: {} };
  const end = Date.parse(until);
  if (end <= now || end > now + LONGEST_SNOOZE_MS) {
    throw badInput(
      'until',
      until,
      'Write an instant from now to seven days ahead, or null to end the snooze.',
    );
  }
  return { set: { snoozed_until: instant(end), snoozed_by: ctx.actor }, kind: 'snoozed', params: { until } };
}

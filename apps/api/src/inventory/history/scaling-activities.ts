import type { ScalingActivity } from '../../aws/index.js';
import { instant, type Row } from '../../database/index.js';
import type { Labels } from '../observed.js';
import type { TimelineEvent } from './timeline-event.js';

/** What an activity says in words: the count it set, and the alarm and policy that made it. */
export function readActivity(activity: Pick<ScalingActivity, 'Description' | 'Cause'>): {
  to: number | null;
  alarm: string | null;
  policy: string | null;
} {
  const to = /desired count to (\d+)/i.exec(activity.Description)?.[1];
  const cause = /monitor alarm (\S+) in state \S+ triggered policy (.+?)\.?$/i.exec(activity.Cause);
  return { to: to === undefined ? null : Number(to), alarm: cause?.[1] ?? null, policy: cause?.[2] ?? null };
}

export interface ScaledService {
  id: string;
  clusterId: string;
  labels: Labels;
}

export interface ScalingWrites {
  rows: Row[];
  events: TimelineEvent[];
}

const DONE = new Set(['Successful', 'InProgress', 'Pending']);

/**
 * Rows and timeline lines of a service's activities. AWS says only the new count: the old one is what the activity
 * before it set (`countBefore` for the first; null where nobody knows).
 */
export function scalingWrites(
  activities: readonly ScalingActivity[],
  service: ScaledService,
  scopeId: string,
  countBefore: number | null,
): ScalingWrites {
  const writes: ScalingWrites = { rows: [], events: [] };
  const oldestFirst = [...activities].sort((a, b) => a.StartTime.getTime() - b.StartTime.getTime());
  let from = countBefore;
  for (const activity of oldestFirst) {
    const { to, alarm, policy } = readActivity(activity);
    const scaled = to !== null && DONE.has(activity.StatusCode);
    writes.rows.push({
      resource_id: service.id,
      activity_id: activity.ActivityId,
      scope_id: scopeId,
      at: instant(activity.StartTime.getTime()),
      ended_at: instant(activity.EndTime),
      from_count: from,
      to_count: to,
      cause: activity.Cause,
      description: activity.Description,
      status: activity.StatusCode,
      status_message: activity.StatusMessage,
      not_scaled_reasons: activity.NotScaledReasons.map((reason) => ({
        code: reason.Code,
        maxCapacity: reason.MaxCapacity,
        minCapacity: reason.MinCapacity,
        currentCapacity: reason.CurrentCapacity,
      })),
      policy,
      alarm,
    });
    writes.events.push(activityEvent(activity, service, { from, to, alarm, policy }));
    if (scaled) from = to;
  }
  return writes;
}

function activityEvent(
  activity: ScalingActivity,
  service: ScaledService,
  facts: { from: number | null; to: number | null; alarm: string | null; policy: string | null },
): TimelineEvent {
  const reasons = activity.NotScaledReasons.map(({ Code }) => Code);
  const failed = activity.StatusCode === 'Failed' || activity.StatusCode === 'Unfulfilled';
  const type = reasons.length > 0 ? 'not_scaled' : failed ? 'scaling_failed' : 'desired_changed';
  const limited = reasons.includes('AlreadyAtMaxCapacity');
  return {
    resourceId: service.id,
    id: activity.ActivityId,
    at: activity.StartTime.getTime(),
    kind: 'scaling',
    type,
    severity: type === 'scaling_failed' || limited ? 'warning' : 'info',
    labels: service.labels,
    parentId: service.clusterId,
    message: activity.Description,
    params: { ...facts, cause: activity.Cause, status: activity.StatusCode, reasons },
  };
}

/** A desired count that changed, by scaling or by hand. */
export interface CountChange {
  serviceId: string;
  /** Epoch ms; the earliest that it can have been, where only two sweeps tell. */
  at: number;
  /** The latest that it can have been; absent where `at` is exact. */
  until?: number;
  from: number | null;
  to: number | null;
}

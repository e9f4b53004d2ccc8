import type { GroupActivity } from '../../aws/index.js';
import { instant, type Row } from '../../database/index.js';
import type { Labels } from '../observed.js';
import { UNLABELLED, type TimelineEvent } from './timeline-event.js';

export interface GroupActivityWrites {
  rows: Row[];
  events: TimelineEvent[];
}

export interface GroupActivityContext {
  scopeId: string;
  labelsOf: (resourceId: string) => Labels | undefined;
  /** Id of the group; null where nobody knows its ARN. */
  idOf: (activity: GroupActivity) => string | null;
}

/** What the cause of a group's activity says: the capacity before and after, and the alarm and policy behind it. */
export function readGroupCause(cause: string): {
  from: number | null;
  to: number | null;
  alarm: string | null;
  policy: string | null;
} {
  const change =
    /(?:increasing|shrinking) the capacity from (\d+) to (\d+)/i.exec(cause) ??
    /desired capacity from (\d+) to (\d+)/i.exec(cause);
  const trigger = /monitor alarm (\S+) in state \S+ triggered policy (\S+)/i.exec(cause);
  return {
    from: change ? Number(change[1]) : null,
    to: change ? Number(change[2]) : null,
    alarm: trigger?.[1] ?? null,
    policy: trigger?.[2] ?? null,
  };
}

const FAILED = new Set(['Failed', 'Cancelled']);

/** Rows and timeline lines of what Auto Scaling groups did. */
export function groupActivityWrites(
  activities: readonly GroupActivity[],
  { scopeId, labelsOf, idOf }: GroupActivityContext,
): GroupActivityWrites {
  const writes: GroupActivityWrites = { rows: [], events: [] };
  for (const activity of activities) {
    const id = idOf(activity);
    if (id === null) continue;
    const facts = readGroupCause(activity.Cause);
    writes.rows.push({
      resource_id: id,
      activity_id: activity.ActivityId,
      scope_id: scopeId,
      at: instant(activity.StartTime.getTime()),
      ended_at: instant(activity.EndTime),
      from_count: facts.from,
      to_count: facts.to,
      cause: activity.Cause,
      description: activity.Description ?? '',
      status: activity.StatusCode,
      status_message: activity.StatusMessage,
      not_scaled_reasons: [],
      policy: facts.policy,
      alarm: facts.alarm,
    });
    writes.events.push(activityEvent(activity, id, labelsOf(id) ?? UNLABELLED, facts));
  }
  return writes;
}

function activityEvent(
  activity: GroupActivity,
  resourceId: string,
  labels: Labels,
  facts: ReturnType<typeof readGroupCause>,
): TimelineEvent {
  const description = activity.Description ?? '';
  const failed = FAILED.has(activity.StatusCode);
  const verb = verbOf(description);
  return {
    resourceId,
    id: activity.ActivityId,
    at: activity.StartTime.getTime(),
    kind: 'scaling',
    type: failed ? 'scaling_failed' : verb === null ? 'group_activity' : `instance_${verb}`,
    severity: failed ? 'warning' : 'info',
    labels,
    parentId: null,
    message: description,
    params: {
      ...facts,
      cause: activity.Cause,
      status: activity.StatusCode,
      statusMessage: activity.StatusMessage,
      instanceId: /\bi-[0-9a-f]{8,17}\b/.exec(description)?.[0] ?? null,
    },
  };
}

function verbOf(description: string): 'launched' | 'ended' | null {
  if (description.startsWith('Launching')) return 'launched';
  return description.startsWith('Terminating') ? 'ended' : null;
}

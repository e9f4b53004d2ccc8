import { UNLABELLED, type TimelineEvent } from '../../history/timeline-event.js';
import type { PartEventContext } from '../part.js';

/** A line of the timeline about one instance. */
export function ec2Event(
  resourceId: string,
  context: PartEventContext,
  event: Pick<TimelineEvent, 'id' | 'at' | 'type' | 'severity' | 'message' | 'params'>,
): TimelineEvent {
  const labels = context.labelsOf(resourceId) ?? UNLABELLED;
  return { ...event, resourceId, kind: 'ec2', labels, parentId: null };
}

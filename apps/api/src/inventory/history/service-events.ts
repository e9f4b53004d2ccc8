import { parseServiceEvent, type EventClass } from '@danji/analysis';
import type { EcsService } from '../../aws/index.js';
import type { Labels } from '../observed.js';
import { resourceId } from '../resource-id.js';
import type { TimelineEvent } from './timeline-event.js';

const SEVERITY: Record<EventClass, TimelineEvent['severity']> = {
  ok: 'info',
  info: 'info',
  warning: 'warning',
  error: 'critical',
};

/** A service's messages (AWS keeps 100) that are not older than `since`, as lines of the timeline. */
export function serviceEvents(service: EcsService, labels: Labels, since: number): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  for (const { id, createdAt, message } of service.events) {
    if (createdAt.getTime() < since) continue;
    const parsed = parseServiceEvent(message);
    events.push({
      resourceId: resourceId('ecs_service', service.serviceArn),
      id,
      at: createdAt.getTime(),
      kind: 'service_event',
      type: parsed.type,
      severity: SEVERITY[parsed.class],
      labels,
      parentId: resourceId('ecs_cluster', service.clusterArn),
      message,
      params: { ...parsed.params },
    });
  }
  return events;
}

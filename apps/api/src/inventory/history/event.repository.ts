import { bulkWrite, instant, type Queryable } from '../../database/index.js';
import type { TimelineEvent } from './timeline-event.js';

/** Adds events that are not there yet. @returns those that were new. */
export async function writeEvents(
  client: Queryable,
  scopeId: string,
  events: readonly TimelineEvent[],
): Promise<TimelineEvent[]> {
  const written = await bulkWrite(
    client,
    { table: 'event', key: ['resource_id', 'id'], update: 'none' },
    events.map((event) => ({
      resource_id: event.resourceId,
      id: event.id,
      at: instant(event.at),
      scope_id: scopeId,
      kind: event.kind,
      type: event.type,
      severity: event.severity,
      environment: event.labels.environment,
      team: event.labels.team,
      parent_id: event.parentId,
      message: event.message,
      params: event.params,
    })),
  );
  const keys = new Set(written.map((row) => `${String(row['resource_id'])} ${String(row['id'])}`));
  return events.filter((event) => keys.has(`${event.resourceId} ${event.id}`));
}

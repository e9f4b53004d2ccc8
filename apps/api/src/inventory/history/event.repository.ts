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
      actor: event.actor ?? null,
    })),
  );
  const keys = new Set(written.map((row) => `${String(row['resource_id'])} ${String(row['id'])}`));
  return events.filter((event) => keys.has(`${event.resourceId} ${event.id}`));
}

/** A sweep sees a change of a configuration within so many seconds. */
const SEEN_WITHIN_SECONDS = 15 * 60;

/**
 * Adds events that CloudTrail alone tells of: those of which no sweep has seen the resource change soon after.
 * @returns those that were new
 */
export async function writeUnseenEvents(
  client: Queryable,
  scopeId: string,
  events: readonly TimelineEvent[],
): Promise<TimelineEvent[]> {
  if (events.length === 0) return [];
  const { rows } = await client.query<{ resource_id: string; id: string }>(
    `SELECT t.resource_id, t.id FROM jsonb_to_recordset($1::jsonb) AS t(resource_id text, id text, at timestamptz)
      WHERE NOT EXISTS (
        SELECT 1 FROM event e WHERE e.resource_id = t.resource_id AND e.type = 'config_changed'
           AND e.at >= t.at - interval '5 seconds' AND e.at < t.at + interval '${SEEN_WITHIN_SECONDS} seconds')`,
    [
      JSON.stringify(
        events.map(({ resourceId, id, at }) => ({ resource_id: resourceId, id, at: instant(at) })),
      ),
    ],
  );
  const unseen = new Set(rows.map((row) => `${row.resource_id} ${row.id}`));
  const fresh = events.filter(({ resourceId, id }) => unseen.has(`${resourceId} ${id}`));
  return writeEvents(client, scopeId, fresh);
}

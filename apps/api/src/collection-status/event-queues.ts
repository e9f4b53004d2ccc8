import type { EventQueueStatus } from '@danji/shared';
import { eventsQueueOf, type Scope } from '../scopes/index.js';
import type { EventQueueRow } from './collection.repository.js';

export type QueueStatuses = ReadonlyMap<string, EventQueueStatus>;

export function queueKey(scopeId: string, region: string): string {
  return `${scopeId} ${region}`;
}

/** How each configured queue does; one that no worker has read yet is there with nothing known of it. */
export function describeQueues(scopes: readonly Scope[], rows: readonly EventQueueRow[]): QueueStatuses {
  const statuses = new Map<string, EventQueueStatus>();
  for (const scope of scopes) {
    for (const region of scope.regions) {
      const url = eventsQueueOf(scope, region);
      if (url === null) continue;
      const row = rows.find((one) => one.scope_id === scope.id && one.region === region && one.url === url);
      statuses.set(queueKey(scope.id, region), row ? statusOf(row) : unread(url));
    }
  }
  return statuses;
}

function statusOf(row: EventQueueRow): EventQueueStatus {
  return {
    url: row.url,
    state: row.state === 'ok' || row.state === 'failing' ? row.state : 'unknown',
    message: row.message,
    checkedAt: row.checked_at?.toISOString() ?? null,
    waiting: row.waiting,
    inFlight: row.in_flight,
    lagSeconds: row.lag_seconds,
    lastEventAt: row.last_event_at?.toISOString() ?? null,
    received: row.received,
    stored: row.stored,
    duplicates: row.duplicates,
    malformed: row.malformed,
    ignored: row.ignored,
    byType: row.by_type,
    lastProblem: row.last_problem,
  };
}

function unread(url: string): EventQueueStatus {
  const nothing = { received: 0, stored: 0, duplicates: 0, malformed: 0, ignored: 0, byType: {} };
  const unknown = { message: null, checkedAt: null, waiting: null, inFlight: null, lagSeconds: null };
  return { url, state: 'unknown', ...unknown, lastEventAt: null, ...nothing, lastProblem: null };
}

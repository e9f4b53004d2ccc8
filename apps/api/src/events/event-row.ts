import type { Commit, EventItem } from '@danji/shared';
import { ChangeActor, Environment, EventKind, EventSeverity, HttpUrl, LabelSelector } from '@danji/shared';
import type { EventRow } from './event.repository.js';
import { eventTitle } from './event-title.js';

/** The type of every event that somebody posted. */
export const POSTED_TYPE = 'posted';

/** An event that is about labels has no resource of its own. */
export function toEventItem(row: EventRow, commits: readonly Commit[] = []): EventItem {
  const labels = LabelSelector.nullable().parse(row.labels);
  const name = row.resource_name ?? row.resource_id;
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: EventKind.parse(row.kind),
    type: row.type,
    severity: EventSeverity.parse(row.severity),
    resourceId: labels === null ? row.resource_id : null,
    resourceName: labels === null ? name : null,
    resourceKind: labels === null ? (row.resource_kind ?? 'unknown') : null,
    labels,
    parentId: row.parent_id,
    environment: Environment.parse(row.environment),
    team: row.team,
    message: row.message,
    title: eventTitle({ ...row, name }),
    count: row.count,
    commits: [...commits],
    url: row.type === POSTED_TYPE ? (HttpUrl.safeParse(row.params['url']).data ?? null) : null,
    params: row.params,
    actor: ChangeActor.nullable().parse(row.actor),
  };
}

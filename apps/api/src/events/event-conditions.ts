import type { Context, EventQuery } from '@danji/shared';
import { addLabels, Conditions } from '../paging/index.js';
import { labelsMatch } from './labels-match.js';

export interface EventFilter extends Omit<EventQuery, 'from' | 'to' | 'cursor' | 'limit'> {
  /** Epoch ms, [from, to). */
  from: number;
  to: number;
  /** Leaves out what repeats by itself or follows from something else that is listed. */
  changesOnly?: boolean;
  /** Events of these resources themselves, and of nothing below them. */
  of?: readonly string[];
}

/** Where the events `e` of a filter are. */
export function eventConditions(ctx: Context, filter: EventFilter): Conditions {
  const where = new Conditions();
  where
    .add(`e.at >= to_timestamp(${where.bind(filter.from)}::float8 / 1000)`)
    .add(`e.at < to_timestamp(${where.bind(filter.to)}::float8 / 1000)`)
    .oneOf('e.kind', filter.kinds)
    .oneOf('e.type', filter.types)
    .oneOf('e.severity', filter.severity)
    .oneOf('e.resource_id', filter.of)
    .contains(["e.actor->>'name'"], filter.actor)
    .contains(
      ['e.message', 'e.type', 'e.params::text', '(SELECT name FROM resource WHERE id = e.resource_id)'],
      filter.q,
    );
  addWhose(where, ctx, filter);
  if (filter.changesOnly === true) {
    where.add(`e.kind <> 'service_event' AND NOT (
      e.kind = 'task_stop' AND e.params->>'cause' IN ('deploy', 'scale_in', 'job_finished'))`);
  }
  for (const id of [filter.resource, filter.service]) if (id !== undefined) addOf(where, id);
  if (filter.cluster !== undefined) addIn(where, filter.cluster);
  return where;
}

/** Label filters: an event about labels is of those that it names, and of all where it names none of a kind. */
function addWhose(where: Conditions, ctx: Context, filter: EventFilter): void {
  const { scope, account, region, environment, team } = filter;
  const asked = [scope, account, region, environment?.length, team?.length].some((one) => one !== undefined);
  if (!asked && ctx.scopes === 'all') return;
  where.anyOf(
    (own) => addLabels(own.add('e.labels IS NULL'), ctx, filter, { alias: 'e', resourceId: 'resource_id' }),
    (labelled) => {
      labelled.add('e.labels IS NOT NULL');
      for (const [label, values] of Object.entries({
        environment,
        team,
        account: account === undefined ? undefined : [account],
        region: region === undefined ? undefined : [region],
      })) {
        if (values === undefined || values.length === 0) continue;
        labelled.add(`NOT e.labels ? '${label}' OR e.labels->'${label}' ?| ${labelled.bind(values)}::text[]`);
      }
    },
  );
}

/** What happened to a resource and directly below it, and what was posted for labels that one of them has. */
function addOf(where: Conditions, resource: string): void {
  const id = where.bind(resource);
  where.add(`e.resource_id = ${id} OR e.parent_id = ${id} OR (e.labels IS NOT NULL AND EXISTS (
    SELECT 1 FROM resource m LEFT JOIN resource p ON p.id = m.parent_id
     WHERE (m.id = ${id} OR m.parent_id = ${id}) AND ${labelsMatch('e.labels')}))`);
}

/** The same for a cluster, one level deeper: what belongs to its services and groups as well. */
function addIn(where: Conditions, cluster: string): void {
  const id = where.bind(cluster);
  const inside = `SELECT c.id FROM resource c WHERE c.parent_id = ${id}`;
  where.add(`e.resource_id = ${id} OR e.parent_id = ${id} OR e.parent_id IN (${inside})
    OR (e.labels IS NOT NULL AND EXISTS (
    SELECT 1 FROM resource m LEFT JOIN resource p ON p.id = m.parent_id
     WHERE (m.id = ${id} OR m.parent_id = ${id}) AND ${labelsMatch('e.labels')}))`);
}

import type { Queryable } from '../../database/index.js';
import type { ActorChange } from './actor.js';

/** A change is seen by a sweep within seconds; what is asked one at a time within a quarter of an hour. */
const SEEN_WITHIN_SECONDS = 15 * 60;
/** Clocks of the two records differ a little; CloudTrail's times are whole seconds. */
const BEFORE_SECONDS = 5;
/** A rollout carries the very second of the call that began it. */
const ROLLOUT_SECONDS = 30;

/**
 * Gives the first revision after each change its actor, and the lines of the timeline that tell of it. What has an
 * actor keeps it, so that joining again changes nothing.
 * @returns ids of the resources of which something was joined
 */
export async function joinActors(client: Queryable, changes: readonly ActorChange[]): Promise<string[]> {
  if (changes.length === 0) return [];
  const rows = changes.flatMap(({ at, resourceIds, actor }) =>
    resourceIds.map((id) => ({ resource_id: id, changed_at: new Date(at).toISOString(), actor })),
  );
  const json = JSON.stringify(rows);
  const revisions = await client.query<{ resource_id: string }>(REVISIONS, [json]);
  const events = await client.query<{ resource_id: string }>(EVENTS, [json]);
  return [...new Set([...revisions.rows, ...events.rows].map((row) => row.resource_id))];
}

const CHANGES = `
  SELECT resource_id, changed_at, actor
    FROM jsonb_to_recordset($1::jsonb) AS c(resource_id text, changed_at timestamptz, actor jsonb)`;

/** The newest change before a revision made it. */
const REVISIONS = `
  WITH changes AS (${CHANGES}), found AS (
    SELECT DISTINCT ON (r.resource_id, r.at) r.resource_id, r.at, c.actor
      FROM changes c JOIN resource_revision r ON r.resource_id = c.resource_id AND r.actor IS NULL
       AND r.at >= c.changed_at - interval '${BEFORE_SECONDS} seconds'
       AND r.at < c.changed_at + interval '${SEEN_WITHIN_SECONDS} seconds'
     ORDER BY r.resource_id, r.at, c.changed_at DESC)
  UPDATE resource_revision r SET actor = found.actor FROM found
   WHERE r.resource_id = found.resource_id AND r.at = found.at
  RETURNING r.resource_id`;

const EVENTS = `
  WITH changes AS (${CHANGES}), found AS (
    SELECT DISTINCT ON (e.resource_id, e.id) e.resource_id, e.id, c.actor
      FROM changes c JOIN event e ON e.resource_id = c.resource_id AND e.actor IS NULL
       AND (e.kind = 'config' OR e.type = 'deployment_started')
       AND e.at >= c.changed_at - interval '${BEFORE_SECONDS} seconds'
       AND e.at < c.changed_at + (CASE e.kind WHEN 'config' THEN ${SEEN_WITHIN_SECONDS} ELSE ${ROLLOUT_SECONDS} END
                                  * interval '1 second')
     ORDER BY e.resource_id, e.id, c.changed_at DESC)
  UPDATE event e SET actor = found.actor FROM found
   WHERE e.resource_id = found.resource_id AND e.id = found.id
  RETURNING e.resource_id`;

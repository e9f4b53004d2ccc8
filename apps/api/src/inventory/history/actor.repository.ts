import type { Queryable } from '../../database/index.js';
import type { ActorChange } from './actor.js';

/** Clocks of the two records differ a little; CloudTrail's times are whole seconds. */
const BEFORE_SECONDS = 5;

/**
 * Gives the first revision after each change its actor, and the lines of the timeline that tell of it. What has an
 * actor keeps it, so that joining again changes nothing.
 * @returns ids of the resources of which something was joined
 */
export async function joinActors(client: Queryable, changes: readonly ActorChange[]): Promise<string[]> {
  if (changes.length === 0) return [];
  const rows = changes.flatMap(({ at, resourceIds, actor, explains }) =>
    resourceIds.flatMap((id) =>
      explains.map(({ kind, types, within, taskId, cause }) => ({
        resource_id: id,
        changed_at: new Date(at).toISOString(),
        actor,
        kind,
        types,
        within,
        task_id: taskId ?? null,
        cause: cause === undefined ? null : `%${cause}%`,
      })),
    ),
  );
  const json = JSON.stringify(rows);
  const revisions = await client.query<{ resource_id: string }>(REVISIONS, [json]);
  const events = await client.query<{ resource_id: string }>(EVENTS, [json]);
  return [...new Set([...revisions.rows, ...events.rows].map((row) => row.resource_id))];
}

const CHANGES = `
  SELECT *, changed_at - interval '${BEFORE_SECONDS} seconds' AS after, changed_at + within * interval '1 second' AS until
    FROM jsonb_to_recordset($1::jsonb) AS c(resource_id text, changed_at timestamptz, actor jsonb, kind text,
                                            types text[], within float8, task_id text, cause text)`;

/** The newest change before a revision made it. */
const REVISIONS = `
  WITH changes AS (${CHANGES}), found AS (
    SELECT DISTINCT ON (r.resource_id, r.at) r.resource_id, r.at, c.actor
      FROM changes c JOIN resource_revision r ON c.kind = 'config' AND r.resource_id = c.resource_id
       AND r.actor IS NULL AND r.at >= c.after AND r.at < c.until
     ORDER BY r.resource_id, r.at, c.changed_at DESC)
  UPDATE resource_revision r SET actor = found.actor FROM found
   WHERE r.resource_id = found.resource_id AND r.at = found.at
  RETURNING r.resource_id`;

const EVENTS = `
  WITH changes AS (${CHANGES}), found AS (
    SELECT DISTINCT ON (e.resource_id, e.id) e.resource_id, e.id, c.actor
      FROM changes c JOIN event e ON e.resource_id = c.resource_id AND e.actor IS NULL AND e.kind = c.kind
       AND (c.types IS NULL OR e.type = ANY (c.types))
       AND (c.task_id IS NULL OR e.params->>'taskId' = c.task_id)
       AND (c.cause IS NULL OR e.params->>'cause' ILIKE c.cause)
       AND e.at >= c.after AND e.at < c.until
     ORDER BY e.resource_id, e.id, c.changed_at DESC)
  UPDATE event e SET actor = found.actor FROM found
   WHERE e.resource_id = found.resource_id AND e.id = found.id
  RETURNING e.resource_id`;

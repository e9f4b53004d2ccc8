import { instant, type Queryable } from '../database/index.js';

/** What an incident now is and was not before: what receivers are told. */
export interface IncidentChange {
  incidentId: string;
  /** `fired.N` or `resolved.N`, N being the incident's version: the same is never written twice. */
  change: string;
  severity: string;
  environment: string;
  team: string | null;
  /** Whether anybody is told of it at all. */
  notifies: boolean;
}

/**
 * What fires within so short a time is told as one: a storm breaks over several services within seconds. Longer than from
 * one sweep to the next and its evaluation, so that the first services of a storm are seen to be part of it.
 */
const GROUP_WAIT_MS = 20_000;
/**
 * Where several fire in one account at once, this may become a storm: two more sweeps are waited for. A storm of 200
 * services that fail together took 45 s from its first alert to its fifth (`npm run proof -- told`).
 */
const STORM_WAIT_MS = 35_000;

/**
 * Writes what receivers are to be told, within the transaction that changed the incidents: a message to each channel
 * whose routes it fits; that it is over goes to those that were told, or will be, that it began.
 * @param now epoch ms
 */
export async function queueNotifications(
  client: Queryable,
  changes: readonly IncidentChange[],
  now: number,
): Promise<number> {
  const fired = changes.filter(({ change, notifies }) => change.startsWith('fired') && notifies);
  const several = await waitOn(client, fired);
  let queued = 0;
  for (const [begins, those] of [
    [true, fired],
    [false, changes.filter(({ change }) => change.startsWith('resolved'))],
  ] as const) {
    if (those.length === 0) continue;
    const { rowCount } = await client.query(
      `INSERT INTO notification (incident_id, channel_id, change, id, state, next_at, created_at)
       SELECT c.incident, n.id, c.change, 'ntf-' || md5(c.incident || n.id || c.change), 'waiting', $6, $7
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS c(incident, change, severity, environment, team)
         JOIN notification_channel n ON ${begins ? FITS : WAS_TOLD}
       ON CONFLICT DO NOTHING`,
      [
        those.map(({ incidentId }) => incidentId),
        those.map(({ change }) => change),
        those.map(({ severity }) => severity),
        those.map(({ environment }) => environment),
        those.map(({ team }) => team),
        instant(begins ? now + (several ? STORM_WAIT_MS : GROUP_WAIT_MS) : now),
        instant(now),
      ],
    );
    queued += rowCount ?? 0;
  }
  return queued;
}

/** Lets what is about to be told wait for what fires now in the same accounts. @returns whether it is one of several */
async function waitOn(client: Queryable, fired: readonly IncidentChange[]): Promise<boolean> {
  const incidents = [...new Set(fired.map(({ incidentId }) => incidentId))];
  if (incidents.length === 0) return false;
  const { rowCount } = await client.query(
    `UPDATE notification n SET next_at = greatest(n.next_at, n.created_at + $2 * interval '1 millisecond')
       FROM incident i
      WHERE i.id = n.incident_id AND n.state = 'waiting' AND n.attempts = 0 AND n.change LIKE 'fired.%'
        AND i.id <> ALL($1) AND i.scope_id IN (SELECT scope_id FROM incident WHERE id = ANY($1))`,
    [incidents, STORM_WAIT_MS],
  );
  return incidents.length > 1 || (rowCount ?? 0) > 0;
}

const FITS = `n.enabled AND (cardinality(n.environments) = 0 OR c.environment = ANY(n.environments))
          AND (cardinality(n.teams) = 0 OR c.team = ANY(n.teams))
          AND (cardinality(n.severities) = 0 OR c.severity = ANY(n.severities))`;
/** Also of one that it took over: whoever was told of that has to hear that it is over. */
const WAS_TOLD = `EXISTS (SELECT 1 FROM notification t JOIN incident i ON i.id = t.incident_id
          WHERE (i.id = c.incident OR i.merged_into = c.incident) AND t.channel_id = n.id
          AND t.change LIKE 'fired.%' AND t.state IN ('waiting', 'sent'))`;

/** What incidents that another took over have not told yet is not told: the other one tells it. */
export async function dropNotifications(
  client: Queryable,
  incidents: readonly string[],
  now: number,
): Promise<void> {
  if (incidents.length === 0) return;
  await client.query(
    `UPDATE notification SET state = 'dropped', last_error = 'taken over by another incident', sent_at = NULL, next_at = $2
      WHERE incident_id = ANY($1) AND state = 'waiting' AND (leased_until IS NULL OR leased_until < $2)`,
    [incidents, instant(now)],
  );
}

/** Of some incidents those of which somebody was told that they began. */
export async function toldOf(client: Queryable, incidents: readonly string[]): Promise<Set<string>> {
  if (incidents.length === 0) return new Set();
  const { rows } = await client.query<{ incident_id: string }>(
    `SELECT DISTINCT incident_id FROM notification
      WHERE incident_id = ANY($1) AND change LIKE 'fired.%' AND state = 'sent'`,
    [incidents],
  );
  return new Set(rows.map((row) => row.incident_id));
}

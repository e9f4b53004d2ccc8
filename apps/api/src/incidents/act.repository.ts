import { instant, type Queryable } from '../database/index.js';
import type { EntryKind } from './incident-store.repository.js';

/** What an act changes of an incident, and how the timeline tells it. */
export interface ActWrite {
  /** Columns with their new values. */
  set: Readonly<Record<string, unknown>>;
  kind: EntryKind;
  params: Record<string, unknown>;
  /** A note takes nothing back that somebody else did, so it is never refused; it is counted. */
  counts?: boolean;
}

/** Columns that acts may set: their names go into SQL. */
const COLUMNS: ReadonlySet<string> = new Set([
  'acknowledged_at',
  'acknowledged_by',
  'owner',
  'snoozed_until',
  'snoozed_by',
  'state',
  'resolved_at',
  'resolved_by',
]);

/**
 * Applies an act to one incident over the version that was read. @returns the new version; null where somebody was
 * faster, or it was merged
 */
export async function applyAct(
  client: Queryable,
  { id, version }: { id: string; version: number },
  act: ActWrite,
  by: { actor: string; now: number },
): Promise<number | null> {
  const columns = Object.keys(act.set);
  const stray = columns.find((column) => !COLUMNS.has(column));
  if (stray !== undefined) throw new Error(`An act may not set ${stray}.`);
  const values: unknown[] = [id, version, instant(by.now), ...columns.map((column) => act.set[column])];
  const assigned = columns.map((column, i) => `${column} = $${i + 4}`);
  const { rows } = await client.query<{ version: number }>(
    `UPDATE incident SET ${[...assigned, ...(act.counts ? ['notes = notes + 1'] : [])].join(', ')},
            version = version + 1, updated_at = $3
      WHERE id = $1 AND (version = $2 OR ${act.counts === true}) AND state <> 'merged' RETURNING version`,
    values,
  );
  const next = rows[0]?.version;
  if (next === undefined) return null;
  await client.query(
    `INSERT INTO incident_entry (incident_id, id, at, kind, actor, params) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, `act.${next}`, instant(by.now), act.kind, by.actor, JSON.stringify(act.params)],
  );
  return next;
}

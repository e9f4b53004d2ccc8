import type { Environment } from '@danji/shared';
import { bulkWrite, instant, type Queryable } from '../database/index.js';

/** An incident as stored. */
export interface IncidentRow {
  id: string;
  scope_id: string;
  state: 'open' | 'resolved' | 'merged';
  severity: 'info' | 'warning' | 'critical';
  rule_id: string;
  subject_id: string;
  storm: string | null;
  environment: Environment;
  team: string | null;
  alerts: number;
  subjects: number;
  notifies: boolean;
  began_at: Date;
  fired_at: Date;
  resolved_at: Date | null;
  resolved_by: string | null;
  merged_into: string | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  owner: string | null;
  snoozed_until: Date | null;
  snoozed_by: string | null;
  notes: number;
  version: number;
  updated_at: Date;
}

export type EntryKind =
  | 'fired'
  | 'alert_joined'
  | 'alert_resolved'
  | 'merged'
  | 'reopened'
  | 'resolved'
  | 'acknowledged'
  | 'unacknowledged'
  | 'assigned'
  | 'noted'
  | 'snoozed'
  | 'unsnoozed'
  | 'notified';

export interface EntryWrite {
  incident: string;
  /** Tells the entry from others of the incident: written again, it is the same. */
  id: string;
  /** Epoch ms. */
  at: number;
  kind: EntryKind;
  actor: string | null;
  params: Record<string, unknown>;
}

/** An alert that fired, with what groups it. */
export interface FiredAlertRow {
  resource_id: string;
  id: string;
  rule_id: string;
  scope_id: string;
  subject_id: string;
  environment: Environment;
  team: string | null;
  severity: IncidentRow['severity'];
  began_at: Date;
  fired_at: Date;
  resolved_at: Date | null;
  withdrawn: boolean;
  value: number | null;
  notifies: boolean;
  incident_id: string | null;
}

const FIRED_COLUMNS = `resource_id, id, rule_id, scope_id, subject_id, environment, team, severity, began_at, fired_at,
  resolved_at, withdrawn, value, notifies, incident_id`;

/** Alerts that fired and are open, ended since an instant (epoch ms), or have no incident yet. */
export async function groupable(client: Queryable, since: number): Promise<FiredAlertRow[]> {
  const { rows } = await client.query<FiredAlertRow>(
    `SELECT ${FIRED_COLUMNS} FROM alert WHERE fired_at IS NOT NULL AND resolved_at IS NULL
     UNION
     SELECT ${FIRED_COLUMNS} FROM alert WHERE fired_at IS NOT NULL AND resolved_at >= $1
     UNION
     SELECT ${FIRED_COLUMNS} FROM alert WHERE fired_at IS NOT NULL AND incident_id IS NULL`,
    [instant(since)],
  );
  return rows;
}

/** Incidents by id, locked until the transaction ends: what people do meanwhile waits. */
export async function lockIncidents(
  client: Queryable,
  ids: readonly string[],
): Promise<Map<string, IncidentRow>> {
  const { rows } = await client.query<IncidentRow>(
    `SELECT * FROM incident WHERE id = ANY($1) OR resolved_at IS NULL ORDER BY id FOR UPDATE`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function writeIncidents(client: Queryable, rows: readonly IncidentRow[]): Promise<void> {
  await bulkWrite(
    client,
    { table: 'incident', key: ['id'], update: 'all' },
    rows.map((row) => ({ ...row })),
  );
}

/** What had been taken over by incidents that were taken over themselves points to the last one. */
export async function followMerges(client: Queryable, merged: readonly string[]): Promise<void> {
  if (merged.length === 0) return;
  await client.query(
    `UPDATE incident m SET merged_into = i.merged_into FROM incident i
      WHERE m.merged_into = i.id AND i.id = ANY($1) AND i.merged_into IS NOT NULL`,
    [merged],
  );
}

export async function writeEntries(client: Queryable, entries: readonly EntryWrite[]): Promise<void> {
  await bulkWrite(
    client,
    { table: 'incident_entry', key: ['incident_id', 'id'], update: 'none' },
    entries.map(({ incident, id, at, kind, actor, params }) => ({
      incident_id: incident,
      id,
      at: instant(at),
      kind,
      actor,
      params,
    })),
  );
}

/** Gives alerts the incident that they belong to. */
export async function joinAlerts(
  client: Queryable,
  joined: readonly { resource_id: string; id: string; incident_id: string }[],
): Promise<void> {
  if (joined.length === 0) return;
  await client.query(
    `UPDATE alert a SET incident_id = j.incident_id
       FROM unnest($1::text[], $2::text[], $3::text[]) AS j(resource_id, id, incident_id)
      WHERE a.resource_id = j.resource_id AND a.id = j.id`,
    [joined.map((row) => row.resource_id), joined.map((row) => row.id), joined.map((row) => row.incident_id)],
  );
}

/** How many alerts and subjects incidents hold, and how many alerts are open; also the worst severity of all. */
export async function countMembers(
  client: Queryable,
  ids: readonly string[],
): Promise<
  Map<string, { alerts: number; subjects: number; open: number; notifies: boolean; severity: number }>
> {
  const { rows } = await client.query<{
    incident_id: string;
    alerts: number;
    subjects: number;
    open: number;
    notifies: boolean;
    severity: number;
  }>(
    `SELECT incident_id, count(*)::int AS alerts, count(DISTINCT subject_id)::int AS subjects,
            (count(*) FILTER (WHERE resolved_at IS NULL))::int AS open, bool_or(notifies) AS notifies,
            max(CASE severity WHEN 'critical' THEN 2 WHEN 'warning' THEN 1 ELSE 0 END) AS severity
       FROM alert WHERE incident_id = ANY($1) GROUP BY incident_id`,
    [ids],
  );
  return new Map(rows.map(({ incident_id: id, ...counts }) => [id, counts]));
}

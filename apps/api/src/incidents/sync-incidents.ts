import { groupAlerts, type GroupedAlert } from '@danji/analysis';
import type { Queryable } from '../database/index.js';
import { toldOf, type IncidentChange } from '../notification-outbox/index.js';
import { stableId } from '../stable-id/index.js';
import {
  countMembers,
  followMerges,
  groupable,
  joinAlerts,
  lockIncidents,
  writeEntries,
  writeIncidents,
  type EntryWrite,
  type FiredAlertRow,
  type IncidentRow,
} from './incident-store.repository.js';

/** What ended so recently can still be joined by what fires now (the gap of one stretch). */
const GAP_MS = 10 * 60_000;
const SEVERITIES = ['info', 'warning', 'critical'] as const;

export interface SyncedIncidents {
  changed: string[];
  changes: IncidentChange[];
  /** Those that were taken over by another: what they have not told yet is not told. */
  merged: string[];
}

/**
 * Brings incidents in line with the alerts that are stored, within the transaction that stored them.
 * @param areasOf what an alert shares with others, and what else it concerns
 */
export async function syncIncidents(
  client: Queryable,
  areasOf: (alert: FiredAlertRow) => Pick<GroupedAlert, 'areas' | 'related' | 'follows'>,
  now: number,
): Promise<SyncedIncidents> {
  const alerts = await groupable(client, now - GAP_MS);
  const ids = [...new Set(alerts.flatMap(({ incident_id: id }) => id ?? []))];
  const incidents = await lockIncidents(client, ids);
  const sync = new Sync(incidents, alerts, { now, told: await toldOf(client, ids) });
  for (const group of groupAlerts(alerts.map((alert) => grouped(alert, areasOf(alert))))) {
    sync.take(group.alerts, group.storm);
  }
  await joinAlerts(client, sync.joined);
  const counts = await countMembers(client, [...incidents.keys()]);
  sync.count(counts);
  await writeIncidents(client, sync.changedRows());
  await followMerges(client, sync.merged);
  await writeEntries(client, sync.entries);
  return { changed: sync.changedRows().map(({ id }) => id), changes: sync.changes, merged: sync.merged };
}

function grouped(
  alert: FiredAlertRow,
  shared: Pick<GroupedAlert, 'areas' | 'related' | 'follows'>,
): GroupedAlert {
  // What a person resolved, or another incident took over, is not joined by its old members.
  return {
    id: alert.id,
    firedAt: alert.fired_at.getTime(),
    resolvedAt: alert.resolved_at?.getTime() ?? null,
    subject: alert.subject_id,
    ...shared,
  };
}

/** The new state of incidents, one group of alerts after another. */
class Sync {
  readonly entries: EntryWrite[] = [];
  readonly joined: { resource_id: string; id: string; incident_id: string }[] = [];
  readonly changes: IncidentChange[] = [];
  readonly merged: string[] = [];
  private readonly touched = new Set<string>();
  /** Those whose state changed: what somebody decided over the old one is asked again. That they grow is no such change. */
  private readonly turned = new Set<string>();
  private readonly now: number;
  private readonly told: ReadonlySet<string>;
  private readonly byId: ReadonlyMap<string, FiredAlertRow>;

  constructor(
    private readonly incidents: Map<string, IncidentRow>,
    alerts: readonly FiredAlertRow[],
    { now, told }: { now: number; told: ReadonlySet<string> },
  ) {
    this.now = now;
    this.told = told;
    this.byId = new Map(alerts.map((alert) => [alert.id, alert]));
  }

  take(ids: readonly string[], storm: string | null): void {
    const members = ids.map((id) => this.byId.get(id) as FiredAlertRow);
    const fresh = members.filter(({ incident_id: id }) => id === null);
    const known = [...new Set(members.flatMap(({ incident_id: id }) => id ?? []))]
      .map((id) => this.incidents.get(id))
      .filter((row): row is IncidentRow => row !== undefined && row.state !== 'merged');
    // One of which somebody was told is kept, so that nobody is told again.
    const first = known.toSorted(
      (a, b) =>
        Number(this.told.has(b.id)) - Number(this.told.has(a.id)) ||
        a.fired_at.getTime() - b.fired_at.getTime() ||
        (a.id < b.id ? -1 : 1),
    )[0];
    if (first === undefined && fresh.every((alert) => alert.withdrawn)) return;
    const kept = first ?? this.open(members);
    for (const other of known) if (other !== kept) this.merge(other, kept, members);
    fresh.forEach((alert, i) => this.join(alert, kept, { wasThere: first !== undefined, leads: i === 0 }));
    if (storm !== null && kept.storm === null) {
      kept.storm = storm;
      this.touched.add(kept.id);
    }
  }

  private open(members: readonly FiredAlertRow[]): IncidentRow {
    const lead = leadOf(members);
    const row: IncidentRow = {
      id: stableId('inc', (members[0] as FiredAlertRow).id),
      scope_id: lead.scope_id,
      state: 'open',
      severity: lead.severity,
      rule_id: lead.rule_id,
      subject_id: lead.subject_id,
      storm: null,
      environment: lead.environment,
      team: lead.team,
      alerts: 0,
      subjects: 0,
      notifies: false,
      began_at: new Date(Math.min(...members.map(({ began_at: at }) => at.getTime()))),
      fired_at: new Date(Math.min(...members.map(({ fired_at: at }) => at.getTime()))),
      resolved_at: null,
      resolved_by: null,
      merged_into: null,
      acknowledged_at: null,
      acknowledged_by: null,
      owner: null,
      snoozed_until: null,
      snoozed_by: null,
      notes: 0,
      version: 0,
      updated_at: new Date(this.now),
    };
    this.incidents.set(row.id, row);
    this.touched.add(row.id);
    this.turned.add(row.id);
    return row;
  }

  private join(
    alert: FiredAlertRow,
    incident: IncidentRow,
    { wasThere, leads }: { wasThere: boolean; leads: boolean },
  ): void {
    this.joined.push({ resource_id: alert.resource_id, id: alert.id, incident_id: incident.id });
    alert.incident_id = incident.id;
    this.touched.add(incident.id);
    const params = { rule: alert.rule_id, resource: alert.resource_id, value: alert.value };
    const kind = !wasThere && leads ? 'fired' : 'alert_joined';
    this.entry(incident, kind, `joined.${alert.id}`, params, alert.fired_at.getTime());
    if (wasThere && incident.state === 'resolved' && alert.resolved_at === null) this.reopen(incident);
    if (wasThere && alert.severity === 'critical' && incident.severity !== 'critical') {
      // What it is called follows the worst of it, and since when as well.
      incident.rule_id = alert.rule_id;
      if (incident.storm === null) incident.subject_id = alert.subject_id;
      reachBack(incident, alert);
    }
  }

  private reopen(incident: IncidentRow): void {
    incident.state = 'open';
    incident.resolved_at = null;
    incident.resolved_by = null;
    this.turned.add(incident.id);
    this.entry(incident, 'reopened', `reopened.${this.now}`, {}, this.now);
  }

  private merge(from: IncidentRow, into: IncidentRow, members: readonly FiredAlertRow[]): void {
    for (const alert of members) {
      if (alert.incident_id !== from.id) continue;
      this.joined.push({ resource_id: alert.resource_id, id: alert.id, incident_id: into.id });
      alert.incident_id = into.id;
    }
    Object.assign(from, {
      state: 'merged',
      merged_into: into.id,
      resolved_at: from.resolved_at ?? new Date(this.now),
    });
    reachBack(into, from);
    into.owner ??= from.owner;
    into.acknowledged_at ??= from.acknowledged_at;
    into.acknowledged_by ??= from.acknowledged_by;
    this.merged.push(from.id);
    this.touched.add(from.id).add(into.id);
    this.turned.add(from.id).add(into.id);
    this.entry(from, 'merged', `merged.${into.id}`, { into: into.id }, this.now);
    this.entry(into, 'merged', `merged.${from.id}`, { from: from.id }, this.now);
    if (into.state === 'resolved' && members.some(({ resolved_at: at }) => at === null)) this.reopen(into);
  }

  /** Severity, size and end by all that each holds. */
  count(counts: Awaited<ReturnType<typeof countMembers>>): void {
    for (const row of this.incidents.values()) {
      const held = counts.get(row.id);
      if (held === undefined || row.state === 'merged') continue;
      const wasOpen = row.state === 'open';
      const before = { alerts: row.alerts, severity: row.severity, notifies: row.notifies };
      row.alerts = held.alerts;
      row.subjects = held.subjects;
      row.severity = SEVERITIES[held.severity] ?? 'info';
      row.notifies = held.notifies;
      if (before.alerts !== row.alerts || before.severity !== row.severity) this.touched.add(row.id);
      if (wasOpen && held.open === 0) this.resolve(row);
      else if (wasOpen && this.touched.has(row.id)) this.tell(row, before);
    }
  }

  private resolve(row: IncidentRow): void {
    Object.assign(row, { state: 'resolved', resolved_at: new Date(this.now), resolved_by: null });
    this.touched.add(row.id);
    this.turned.add(row.id);
    this.entry(row, 'resolved', `resolved.${this.now}`, {}, this.now);
    // One that was over before anybody saw it is in the history; nobody is told of it.
    if (row.version > 0) this.change(row, 'resolved');
  }

  /** A new one, one that opened again, and one that became worse are told; what only joins it is not. */
  private tell(row: IncidentRow, before: { severity: string; notifies: boolean }): void {
    const isNew =
      row.version === 0 ||
      this.entries.some(({ incident, kind }) => incident === row.id && kind === 'reopened');
    const worse = row.severity === 'critical' && before.severity !== 'critical';
    if (isNew || worse || (row.notifies && !before.notifies)) this.change(row, 'fired');
  }

  private change(
    { id, severity, environment, team, notifies, version }: IncidentRow,
    what: 'fired' | 'resolved',
  ): void {
    this.turned.add(id);
    this.changes.push({
      incidentId: id,
      change: `${what}.${version + 1}`,
      severity,
      environment,
      team,
      notifies,
    });
  }

  private entry(
    incident: IncidentRow,
    kind: EntryWrite['kind'],
    id: string,
    params: Record<string, unknown>,
    at: number,
  ): void {
    this.entries.push({ incident: incident.id, id, at, kind, actor: null, params });
  }

  changedRows(): IncidentRow[] {
    return [...this.touched].map((id) => {
      const row = this.incidents.get(id) as IncidentRow;
      return { ...row, version: row.version + (this.turned.has(id) ? 1 : 0), updated_at: new Date(this.now) };
    });
  }
}

/** Moves when an incident began back to that of something it holds. */
function reachBack(
  incident: IncidentRow,
  { began_at, fired_at }: Pick<IncidentRow, 'began_at' | 'fired_at'>,
): void {
  if (fired_at < incident.fired_at) incident.fired_at = fired_at;
  if (began_at < incident.began_at) incident.began_at = began_at;
}

/** The alert that an incident is called after: the worst, and of those the first. */
function leadOf(members: readonly FiredAlertRow[]): FiredAlertRow {
  return members.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
      a.fired_at.getTime() - b.fired_at.getTime() ||
      (a.id < b.id ? -1 : 1),
  )[0] as FiredAlertRow;
}

import { ALERT_RULES, type AlertItem, type AlertResource, type Environment } from '@danji/shared';
import { conditionText } from '@danji/analysis';

/** An alert as stored, with the names of what it is about. */
export interface AlertItemRow {
  id: string;
  rule_id: string;
  resource_id: string;
  resource_kind: string | null;
  resource_name: string | null;
  resource_parent: string | null;
  subject_id: string;
  subject_kind: string | null;
  subject_name: string | null;
  subject_parent: string | null;
  environment: Environment;
  team: string | null;
  severity: AlertItem['severity'];
  phase: AlertItem['state'];
  phase_since: Date;
  began_at: Date;
  fired_at: Date | null;
  resolved_at: Date | null;
  withdrawn: boolean;
  value: number | null;
  peak: number | null;
  threshold: number;
  flapped: boolean;
  notifies: boolean;
  incident_id: string | null;
}

const RULES = new Map(ALERT_RULES.map((rule) => [rule.id, rule]));

export function toAlert(row: AlertItemRow): AlertItem {
  const rule = RULES.get(row.rule_id);
  if (rule === undefined) throw new Error(`No rule ${row.rule_id}.`);
  const resource = named(row.resource_id, row.resource_kind, row.resource_name, row.resource_parent);
  return {
    id: row.id,
    rule: rule.id,
    title: rule.title,
    condition: conditionText(rule, row.threshold),
    severity: row.severity,
    unit: rule.unit,
    resource,
    subject:
      row.subject_id === row.resource_id
        ? resource
        : named(row.subject_id, row.subject_kind, row.subject_name, row.subject_parent),
    environment: row.environment,
    team: row.team,
    state: row.phase,
    stateSince: row.phase_since.toISOString(),
    beganAt: row.began_at.toISOString(),
    firedAt: row.fired_at?.toISOString() ?? null,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    withdrawn: row.withdrawn,
    value: row.value,
    peak: row.peak,
    threshold: row.threshold,
    flapped: row.flapped,
    notifies: row.notifies,
    incidentId: row.incident_id,
  };
}

function named(
  id: string,
  kind: string | null,
  name: string | null,
  parentName: string | null,
): AlertResource {
  return { id, kind: kind ?? 'unknown', name: name ?? id, parentName };
}

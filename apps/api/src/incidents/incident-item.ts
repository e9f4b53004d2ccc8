import { ALERT_RULES, type AlertResource, type AlertRule, type IncidentItem } from '@danji/shared';
import { incidentTitle, symptomText } from '@danji/analysis';
import type { IncidentItemRow } from './incident.repository.js';

const RULES = new Map(ALERT_RULES.map((rule) => [rule.id, rule]));

/** A rule by its id. @throws Error for one that no version of Danji had: what is stored names only known ones */
export function ruleOf(id: string): AlertRule {
  const rule = RULES.get(id);
  if (rule === undefined) throw new Error(`No rule ${id}.`);
  return rule;
}

export function toIncident(row: IncidentItemRow, timeZone: string): IncidentItem {
  const rule = ruleOf(row.rule_id);
  const subject = subjectOf(row);
  const storm = stormOf(row);
  return {
    id: row.id,
    state: row.state,
    severity: row.severity,
    subject,
    storm,
    title: incidentTitle({
      rule,
      subject: subject.name,
      storm: storm === null ? null : { area: storm.name, subjects: row.subjects },
    }),
    symptom: symptomText(
      {
        rule,
        value: row.lead_value,
        peak: row.lead_peak,
        threshold: row.lead_threshold ?? rule.threshold,
        beganAt: row.began_at.getTime(),
        resolvedAt: row.resolved_at?.getTime() ?? null,
        unknownSince: row.unknown_since?.getTime() ?? null,
      },
      timeZone,
    ),
    environment: row.environment,
    team: row.team,
    rules: row.rules,
    alerts: row.alerts,
    firing: row.firing,
    unknown: row.unknown,
    subjects: row.subjects,
    beganAt: row.began_at.toISOString(),
    firedAt: row.fired_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolvedBy: row.resolved_by,
    mergedInto: row.merged_into,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: row.acknowledged_by,
    owner: row.owner,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    silencedBy: row.silenced_by,
    notes: row.notes,
    notifies: row.notifies,
    version: row.version,
  };
}

function subjectOf(row: IncidentItemRow): AlertResource {
  return {
    id: row.subject_id,
    kind: row.subject_kind ?? 'unknown',
    name: row.subject_name ?? row.subject_id,
    parentName: row.subject_parent,
  };
}

function stormOf(row: IncidentItemRow): AlertResource | null {
  if (row.storm === null) return null;
  const region = row.storm.slice(row.storm.indexOf('/') + 1);
  return {
    id: row.storm,
    kind: row.storm_kind ?? 'region',
    name: row.storm_name ?? region,
    parentName: null,
  };
}

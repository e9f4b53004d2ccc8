/** Whether a silence (`s`) is in force at an instant and hides an alert (`a`), in SQL. */
export const hidesSql = (s: string, a: string): string => `
  (${s}.matcher->>'rule' IS NULL OR ${s}.matcher->>'rule' = ${a}.rule_id)
  AND (${s}.matcher->>'resource' IS NULL OR ${s}.matcher->>'resource' IN (${a}.resource_id, ${a}.subject_id))
  AND (${s}.matcher->>'environment' IS NULL OR ${s}.matcher->>'environment' = ${a}.environment)
  AND (${s}.matcher->>'team' IS NULL OR ${s}.matcher->>'team' = ${a}.team)`;

/**
 * The silence that hides an incident, in SQL: one is hidden when each of its open alerts is. Null where it is not.
 * @param now the placeholder of the instant
 */
export function silencedBySql(incident: string, now: string): string {
  const active = (s: string): string => `${s}.starts_at <= ${now} AND ${s}.ends_at > ${now}`;
  return `(SELECT min(s.id) FROM silence s WHERE ${active('s')}
             AND EXISTS (SELECT 1 FROM alert a WHERE a.incident_id = ${incident}.id AND a.resolved_at IS NULL AND ${hidesSql('s', 'a')})
             AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.incident_id = ${incident}.id AND a.resolved_at IS NULL
                 AND NOT EXISTS (SELECT 1 FROM silence o WHERE ${active('o')} AND ${hidesSql('o', 'a')})))`;
}

import { ALERT_RULES } from '../../../packages/shared/dist/index.js';
import type { WatchedFleet } from '../tasks/watched-fleet.ts';
import type { Fired, Watch } from './watch.ts';

/** AWS's own moment of the fact that made a rule fire, by rule; $1 is the service, $2 when the alert was stored. */
const HAPPENED: Readonly<Record<string, string>> = {
  // More than two for one cause within a quarter of an hour: the third stop is the event.
  tasks_stopping_abnormally: `
    SELECT max(at) AS at FROM (SELECT stopped_at AS at, cause FROM task_run WHERE service_id = $1 AND abnormal AND stopped_at <= $2
      AND stopped_at > $2::timestamptz - interval '16 minutes' ORDER BY stopped_at LIMIT 3) s HAVING count(*) = 3`,
  rollout_failed: `
    SELECT min(coalesce(finished_at, updated_at)) AS at FROM deployment WHERE service_id = $1 AND rollout_state = 'FAILED'
       AND created_at <= $2`,
  placement_failure: `
    SELECT min(at) AS at FROM event WHERE resource_id = $1 AND at <= $2 AND at > $2::timestamptz - interval '10 minutes'
       AND type IN ('placement_failed', 'az_placement_failed', 'fargate_capacity', 'quota')`,
  unhealthy_targets: `
    SELECT min(at) AS at FROM event WHERE resource_id = $1 AND at <= $2 AND at > $2::timestamptz - interval '5 minutes'
       AND type = 'target_unhealthy'`,
};

/** AWS itself has a point of these each five minutes and tells it later still: no limit of five minutes is met by anybody. */
const COARSE = new Set(['cpu_credits']);
export const isCoarse = (rule: string): boolean => COARSE.has(rule);

/** Rules of which AWS tells in its free lists: their message is asked for within a minute, others' within five. */
export const isSoon = (rule: string): boolean => rule in HAPPENED;

/**
 * Seconds from AWS to the message at the receiver. Of a rule over metrics the event is the end of the minute by which the
 * symptom had held for as long as the rule asks. Null: it joined an incident that was told before, or what
 * happened is not known.
 */
export async function lateness(fleet: WatchedFleet, { told }: Watch, fired: Fired): Promise<number | null> {
  const message = told.find(({ incident, event }) => incident === fired.incidentId && event === 'fired');
  // What joins an incident that was told before is not told again.
  if (message === undefined || message.at < fired.storedAt) return null;
  const at = await happenedAt(fleet, fired);
  return at === null ? null : (message.at - at) / 1000;
}

async function happenedAt(fleet: WatchedFleet, fired: Fired): Promise<number | null> {
  const sql = HAPPENED[fired.rule];
  if (sql === undefined) {
    const rule = ALERT_RULES.find(({ id }) => id === fired.rule);
    return rule === undefined ? null : fired.beganAt + 60_000 + rule.forSeconds * 1000;
  }
  const { rows } = await fleet.connection.pool.query<{ at: Date | null }>(sql, [
    fired.subjectId,
    new Date(fired.storedAt),
  ]);
  return rows[0]?.at?.getTime() ?? null;
}

/** The value that 95 in 100 are at or below (nearest rank). */
export function p95(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[Math.max(0, Math.ceil(ascending.length * 0.95) - 1)] ?? Number.NaN;
}

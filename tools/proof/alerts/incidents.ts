import { fileURLToPath } from 'node:url';
import { loadScenarios } from '../../../packages/aws-simulator/dist/cli/files.js';

/** What is true of an incident, of which `incidents/RULE.yaml` says what happens: `npm start -- --scenario FILE` plays it. */
export interface TrueIncident {
  rule: string;
  /** Name of the service, host or database that somebody has to look after. */
  subject: string;
  /** What really began it; null: nobody changed anything. */
  cause: 'deployment' | 'configuration' | null;
}

/** One incident for each rule that can be seen within hours, on the demo fleet, each on a subject of its own. */
export const INCIDENTS: readonly TrueIncident[] = [
  { rule: 'tasks_stopping_abnormally', subject: 'order-worker', cause: 'deployment' },
  { rule: 'rollout_failed', subject: 'search-api', cause: 'deployment' },
  { rule: 'unhealthy_targets', subject: 'user-api', cause: 'deployment' },
  { rule: 'placement_failure', subject: 'report-worker', cause: 'configuration' },
  { rule: 'service_below_desired', subject: 'NotificationSenderService', cause: 'deployment' },
  { rule: 'rollout_stuck', subject: 'notification-sender', cause: 'deployment' },
  { rule: 'memory_near_limit', subject: 'inventory-api', cause: 'deployment' },
  { rule: 'service_at_maximum', subject: 'catalog-api', cause: 'configuration' },
  { rule: 'target_5xx', subject: 'checkout-api', cause: 'deployment' },
  { rule: 'ec2_status_check', subject: 'legacy-ftp-01', cause: null },
  { rule: 'cpu_credits', subject: 'bastion', cause: null },
  { rule: 'rds_storage_full_fast', subject: 'catalog-db', cause: null },
  { rule: 'rds_connections', subject: 'users-db', cause: 'configuration' },
  { rule: 'replica_lag', subject: 'orders-db-replica', cause: 'configuration' },
  { rule: 'transaction_ids_high', subject: 'orders-db', cause: null },
];

interface Scenario {
  name: string;
  incidents: { at: string }[];
}

/** The scenario of an incident, so many minutes later than its file says. Its times are whole minutes from the start. */
export function scenarioOf(rule: string, later: number): Scenario {
  const file = fileURLToPath(new URL(`incidents/${rule}.yaml`, import.meta.url));
  const [scenario] = loadScenarios([file]) as [Scenario];
  const incidents = scenario.incidents.map((incident) => {
    const minutes = Number(/^([+-]\d+)m$/.exec(incident.at)?.[1]);
    if (!Number.isInteger(minutes)) throw new Error(`${file}: at ${incident.at} is not "+Nm" or "-Nm"`);
    // The history of the account goes back no further.
    return { ...incident, at: minuteText(Math.max(-200, minutes + later)) };
  });
  return { ...scenario, incidents };
}

export function minuteText(minutes: number): string {
  return minutes < 0 ? `${minutes}m` : `+${minutes}m`;
}

import type { Spark } from '../metrics/index.js';
import type { FleetMember } from './fleet-member.js';

/** The metrics of each kind that the overview reads: CPU for the cells, the rest for what is close to its limit. */
const METRICS: Record<FleetMember['kind'], readonly (readonly [metric: string, stat: string])[]> = {
  ecs_cluster: [],
  ecs_service: [
    ['CPUUtilization', 'Average'],
    ['MemoryUtilization', 'Maximum'],
  ],
  ec2_instance: [
    ['CPUUtilization', 'Average'],
    ['CPUCreditBalance', 'Average'],
  ],
  rds_instance: [
    ['CPUUtilization', 'Average'],
    ['DatabaseConnections', 'Maximum'],
    ['FreeStorageSpace', 'Average'],
    ['FreeableMemory', 'Average'],
  ],
};

/** Metrics by which a problem is shown, by the code of its reason; others are shown by their CPU. */
const METRIC_OF_REASON: Record<string, readonly [metric: string, stat: string]> = {
  starting: ['LiveTaskCount', 'Average'],
  none_running: ['LiveTaskCount', 'Average'],
  below_desired: ['LiveTaskCount', 'Average'],
  rollout_failing: ['LiveTaskCount', 'Average'],
  rollout_failing_unbroken: ['LiveTaskCount', 'Average'],
  rollout_failed: ['LiveTaskCount', 'Average'],
  rolling_back: ['LiveTaskCount', 'Average'],
  start_impaired: ['LiveTaskCount', 'Average'],
  placement_failed: ['LiveTaskCount', 'Average'],
  crash_loop: ['LiveTaskCount', 'Average'],
  abnormal_stops: ['LiveTaskCount', 'Average'],
  oom: ['MemoryUtilization', 'Maximum'],
  oom_loop: ['MemoryUtilization', 'Maximum'],
  memory_high: ['MemoryUtilization', 'Maximum'],
  credits_low: ['CPUCreditBalance', 'Average'],
  credits_gone: ['CPUCreditBalance', 'Average'],
  system_check: ['StatusCheckFailed', 'Maximum'],
  instance_check: ['StatusCheckFailed', 'Maximum'],
  storage_full: ['FreeStorageSpace', 'Average'],
  storage_filling: ['FreeStorageSpace', 'Average'],
  storage_low: ['FreeStorageSpace', 'Average'],
  connections_high: ['DatabaseConnections', 'Maximum'],
  memory_low: ['FreeableMemory', 'Average'],
  replica_lag: ['ReplicaLag', 'Maximum'],
};

export interface FleetQuery {
  id: string;
  resource: string;
  metric: string;
  stat: string;
}

function toQuery(member: FleetMember, [metric, stat]: readonly [string, string]): FleetQuery {
  return { id: sparkKey(member.id, metric), resource: member.id, metric, stat };
}

export function problemMetric(member: FleetMember): readonly [metric: string, stat: string] {
  return METRIC_OF_REASON[member.reasons[0]?.code ?? ''] ?? ['CPUUtilization', 'Average'];
}

/** Every series that the page reads, each once. */
export function fleetQueries(fleet: readonly FleetMember[], problems: readonly FleetMember[]): FleetQuery[] {
  const queries = [
    ...fleet.flatMap((member) => METRICS[member.kind].map((metric) => toQuery(member, metric))),
    ...problems.map((member) => toQuery(member, problemMetric(member))),
    ...fleet
      .filter((member) => member.reasons.some(({ code }) => code === 'at_maximum'))
      .map((member) => toQuery(member, ['LiveTaskCount', 'Average'])),
  ];
  return [...new Map(queries.map((query) => [query.id, query])).values()];
}

export function sparkKey(resource: string, metric: string): string {
  return `${resource} ${metric}`;
}

/** Sparks of the fleet by resource and metric. */
export type Sparks = ReadonlyMap<string, Spark>;

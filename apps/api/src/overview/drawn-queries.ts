import { closestToEdge } from './edge.js';
import type { FleetMember } from './fleet-member.js';
import { fleetQueries, problemMetric, sparkKey, type FleetQuery, type Sparks } from './fleet-metrics.js';

/**
 * What is read over the last hours and not only for its present: the sparks of problems and of what is closest to its
 * limit, and balances of credits, which are judged by their pace.
 */
export function drawnQueries(
  fleet: readonly FleetMember[],
  problems: readonly FleetMember[],
  latest: Sparks,
  now: number,
): FleetQuery[] {
  const drawn = new Set([
    ...problems.map((member) => sparkKey(member.id, problemMetric(member)[0])),
    ...closestToEdge(fleet, latest, now).map((row) => sparkKey(row.resourceId, row.metric)),
  ]);
  return fleetQueries(fleet, problems).filter(
    ({ id, metric }) => latest.has(id) && (drawn.has(id) || metric === 'CPUCreditBalance'),
  );
}

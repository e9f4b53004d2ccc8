/**
 * SQL: whether a resource `m` (with its parent `p`) is one of those that an event's labels name. Each label that is
 * given must fit; a cluster's name fits the cluster and what lies in it.
 */
export function labelsMatch(labels: string): string {
  const fits = (label: string, column: string): string =>
    `(NOT ${labels} ? '${label}' OR ${labels}->'${label}' ? ${column})`;
  return [
    fits('environment', 'm.environment'),
    fits('team', 'm.team'),
    fits('tier', 'm.tier'),
    fits('account', 'm.account_id'),
    fits('region', 'm.region'),
    fits('service', "CASE WHEN m.kind = 'ecs_service' THEN m.name END"),
    fits(
      'cluster',
      `coalesce(CASE WHEN m.kind = 'ecs_cluster' THEN m.name END, CASE WHEN p.kind = 'ecs_cluster' THEN p.name END,
                m.attributes->>'clusterName')`,
    ),
  ].join(' AND ');
}

import type { ClusterPlan, RegionPlan, ServicePlan } from './plan-types.js';

const GIB = 2 ** 30;

/** What the parameter group sets, else PostgreSQL's default LEAST(DBInstanceClassMemory/9531392, 5000); MySQL divides by 12582880 (RDS user guide). The class
 * memory is a little below the nominal one. */
export function maximumConnections(plan: {
  engine: string;
  memoryGiB: number;
  parameters?: Readonly<Record<string, string>>;
}): number {
  const set = plan.parameters?.['max_connections'];
  if (set !== undefined) return Number(set);
  const memory = plan.memoryGiB * GIB * 0.94;
  return plan.engine !== 'mysql'
    ? Math.min(5000, Math.floor(memory / 9_531_392))
    : Math.floor(memory / 12_582_880);
}

/** Which database each service of a cluster uses, by its team. */
export function bindDatabases(cluster: ClusterPlan): void {
  const databases = cluster.region.databases.filter((db) => db.environment === cluster.environment);
  const of = (part: string) => databases.find((db) => db.id.includes(part))?.id;
  const byTeam: Record<string, string | undefined> = {
    payments: of('orders-db'),
    orders: of('orders-db'),
    logistics: of('orders-db'),
    discovery: of('catalog-db'),
    identity: of('users-db'),
    growth: of('users-db'),
    data: of('orders-db-replica'),
    backoffice: of('backoffice-mysql'),
  };
  for (const service of cluster.services) {
    if (service.poolPerTask === 0) continue;
    const own = service.archetype.words[0] === 'review' ? of('reviews-aurora-1') : undefined;
    service.database = own ?? byTeam[service.archetype.team] ?? databases[0]?.id;
    if (service.database === undefined) service.poolPerTask = 0;
  }
}

/** People who run databases leave room above what all pools may open together. */
const MOST_SHARE = 0.6;

/**
 * In a fleet of hundreds of services the pools of a database are smaller, and the last services reach it through a proxy:
 * with every service at its maximum they stay below the share that people leave.
 */
export function fitPools({ clusters, databases }: RegionPlan): void {
  const services = clusters.flatMap((cluster) => cluster.services);
  for (const database of databases) {
    const clients = services.filter((service) => service.database === database.id);
    const most = (service: ServicePlan): number =>
      service.poolPerTask * (service.scaling?.max ?? Math.max(1, service.desired));
    const wanted = (): number => clients.reduce((sum, service) => sum + most(service), 0);
    const room = MOST_SHARE * maximumConnections(database);
    const smaller = Math.min(1, room / wanted());
    if (smaller === 1) continue;
    for (const service of clients)
      service.poolPerTask = Math.max(1, Math.floor(service.poolPerTask * smaller));
    while (wanted() > room) {
      const last = clients.pop() as ServicePlan;
      last.poolPerTask = 0;
      last.database = undefined;
    }
  }
}

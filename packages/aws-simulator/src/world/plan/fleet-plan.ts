import { Ids } from '../ids.js';
import { hashString } from '../random.js';
import type { FleetOptions } from '../types.js';
import { JOBS } from './catalogue.js';
import { planCluster, planInstances } from './cluster-plan.js';
import { planDatabases } from './database-plan.js';
import { bindDatabases, fitPools } from './database-pools.js';
import { planImages, planKeyPairs } from './image-plan.js';
import { planLoadBalancing } from './load-balancer-plan.js';
import { planNetwork, zones } from './network-plan.js';
import { planSecurityGroups } from './security-group-plan.js';
import { planSpareVolumes } from './standalone-plan.js';
import type { ClusterPlan, FleetPlan, RegionPlan, ServicePlan } from './plan-types.js';
import { rolloutBounds } from './rollout-bounds.js';
import { planDaemon, planScaling, planService, usesInstances } from './service-plan.js';

/** Draws the whole fleet from the seed. Totals in the options are for all accounts and regions together. */
export function planFleet(options: FleetOptions, ids: Ids): FleetPlan {
  const regions: RegionPlan[] = [];
  for (let account = 0; account < options.accounts; account++) {
    options.regions.forEach((region, position) =>
      regions.push(emptyRegion(account, region, position, options, ids)),
    );
  }
  for (let i = 0; i < options.clusters; i++) {
    const region = regions[i % regions.length] as RegionPlan;
    region.clusters.push(planCluster(i, region, options.instances >= 4));
  }
  split(options.instances, regions.length).forEach((count, i) =>
    planInstances(regions[i] as RegionPlan, count, ids, options),
  );
  split(options.databases, regions.length).forEach((count, i) =>
    planDatabases(regions[i] as RegionPlan, count, ids, options),
  );
  planServices(
    regions.flatMap((region) => region.clusters),
    options,
    ids,
  );
  for (const region of regions) {
    planSecurityGroups(region, ids, planLoadBalancing(region, ids), options.startedAt);
    planImages(region, ids, options);
    planKeyPairs(region, options);
    planSpareVolumes(region, ids, options);
  }
  return { regions };
}

function emptyRegion(
  account: number,
  region: string,
  position: number,
  options: FleetOptions,
  ids: Ids,
): RegionPlan {
  const accountId = ids.account(account);
  const azs = zones(region);
  return {
    accountId,
    region,
    accountName: account === 0 ? 'danji-demo' : `danji-demo-${account + 1}`,
    hash: hashString(`${accountId}|${region}`, options.seed),
    azs,
    network: planNetwork(
      ids,
      `${accountId}|${region}`,
      20 + account * 8 + position,
      azs,
      options.tasks > 4000,
    ),
    clusters: [],
    standalone: [],
    images: [],
    keyPairs: [],
    spareVolumes: [],
    databases: [],
  };
}

/** `total` in `parts` whole numbers that differ by one at most, larger first. */
function split(total: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, i) => Math.floor(total / parts) + (i < total % parts ? 1 : 0));
}

const SHARE = { fargate: 12, ec2: 8, mixed: 5 } as const;

function planServices(clusters: ClusterPlan[], options: FleetOptions, ids: Ids): void {
  const total = clusters.reduce((sum, cluster) => sum + SHARE[cluster.kind], 0);
  let left = options.services;
  let index = 0;
  clusters.forEach((cluster, position) => {
    const count =
      position === clusters.length - 1
        ? left
        : Math.min(left, Math.round((options.services * SHARE[cluster.kind]) / total));
    left -= count;
    const daemons = cluster.groups.length > 0 && cluster.kind === 'ec2' && count > 1 ? 1 : 0;
    for (let i = 0; i < count - daemons; i++)
      cluster.services.push(planService(cluster, index++, i, ids, options));
    if (daemons > 0) cluster.services.push(planDaemon(cluster, index++, ids, options));
    planJobs(cluster, options, ids);
  });
  spreadTasks(clusters, options.tasks);
  for (const cluster of clusters) bindDatabases(cluster);
  for (const region of new Set(clusters.map((cluster) => cluster.region))) fitPools(region);
}

function planJobs(cluster: ClusterPlan, options: FleetOptions, ids: Ids): void {
  if (options.tasks === 0 || cluster.environment !== 'prod') return;
  const jobs = cluster.kind === 'fargate' ? JOBS.slice(0, 3) : JOBS.slice(3);
  for (const job of jobs) {
    const arn = `${cluster.arn}|${job.family}`;
    cluster.jobs.push({
      hash: hashString(arn, options.seed),
      family: job.family,
      cluster,
      job,
      revision: 11 + (hashString(arn, 3) % 60),
      securityGroupIds: [],
      log: { group: `/ecs/jobs/${job.family}`, prefix: 'job', style: 'plain' },
      ruleName: `${job.family}-${ids.hex(`rule|${arn}`, 6)}`,
    });
  }
}

/** Planned counts add up to `total`, daemons and one running job included; one service is kept at 0. */
function spreadTasks(clusters: ClusterPlan[], total: number): void {
  const services = clusters.flatMap((cluster) => cluster.services);
  const hosts = (service: ServicePlan) =>
    service.cluster.groups.reduce((sum, group) => sum + group.desired, 0);
  for (const service of services) if (service.daemon) service.desired = hosts(service);
  const replicas = services.filter((service) => !service.daemon);
  const parked = replicas.length > 4 ? replicas.at(-1) : undefined;
  const active = replicas.filter((service) => service !== parked);
  if (parked) parked.desired = 0;
  const onHosts = active.filter(usesInstances);
  const room =
    clusters.reduce((sum, cluster) => sum + cluster.groups.reduce((s, group) => s + group.desired, 0), 0) *
    3.2;
  const rest = Math.max(
    active.length,
    total - services.filter((s) => s.daemon).reduce((sum, s) => sum + s.desired, 0) - 1,
  );
  const weights = active.reduce((sum, service) => sum + service.archetype.weight, 0);
  const hostWeights = onHosts.reduce((sum, service) => sum + service.archetype.weight, 0);
  const hostTasks = Math.min(room, (rest * hostWeights) / weights);
  share(onHosts, hostTasks);
  const used = onHosts.reduce((sum, service) => sum + service.desired, 0);
  share(
    active.filter((service) => !usesInstances(service)),
    rest - used,
  );
  for (const service of services) {
    service.scaling = planScaling(service);
    keepRollable(service);
  }
}

/** At its fewest tasks a service needs room for one more or one fewer: a single task between 50 and 150 % has none. */
function keepRollable(service: ServicePlan): void {
  const least = service.scaling?.min ?? service.desired;
  const { floor, ceiling } = rolloutBounds(least, service);
  if (service.daemon || ceiling > floor) return;
  service.minimumHealthyPercent = 100;
  service.maximumPercent = 200;
}

function share(services: ServicePlan[], tasks: number): void {
  const weights = services.reduce((sum, service) => sum + service.archetype.weight, 0);
  let carried = 0;
  for (const service of services) {
    const exact = (tasks * service.archetype.weight) / weights + carried;
    service.desired = Math.max(1, Math.round(exact));
    carried = exact - service.desired;
  }
}

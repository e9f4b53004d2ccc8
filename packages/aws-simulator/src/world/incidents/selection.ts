import type { Selector, Target } from '../../scenarios/index.js';
import type { Series } from '../metrics/series.js';
import { fits } from '../glob.js';
import type { Rng } from '../random.js';
import type { ClusterState } from '../simulation/region-state.js';
import type { Millis } from '../types.js';
import type { AnyTarget, Place, TargetTypes } from './hit.js';

/** The resources of one region that a selector names, before `pick`. `now` undefined asks what the plan holds. */
export function select(place: Place, target: Target, on: Selector, now: Millis | undefined): AnyTarget[] {
  const { plan } = place.simulation.context.state;
  if (!fits(on.account, plan.accountId, plan.accountName) || !fits(on.region, plan.region)) return [];
  if (target === 'database') return databases(place, on);
  if (target === 'instance') return instances(place, on, now);
  if (target === 'series') return series(place, on, now);
  const clusters = clustersOf(place, on);
  if (target === 'cluster') return clusters;
  if (target === 'job') {
    return clusters.flatMap((cluster) =>
      cluster.plan.jobs.filter((job) => fits(on.job, job.family)).map((job) => ({ cluster, job })),
    );
  }
  return clusters.flatMap((cluster) =>
    cluster.services.filter((service) => fits(on.service, service.plan.name)),
  );
}

function clustersOf(place: Place, on: Selector): ClusterState[] {
  return place.simulation.context.state.clusters.filter(
    (cluster) => fits(on.cluster, cluster.plan.name) && fits(on.environment, cluster.plan.environment),
  );
}

function databases(place: Place, on: Selector): TargetTypes['database'][] {
  return place.simulation.context.state.databases.filter(
    ({ plan }) => fits(on.database, plan.id) && fits(on.environment, plan.environment),
  );
}

function instances(place: Place, on: Selector, now: Millis | undefined): TargetTypes['instance'][] {
  const { state } = place.simulation.context;
  if (now === undefined) return plannedInstances(place, on);
  const clusterOf = (group: string | undefined) =>
    state.clusters.find((cluster) => cluster.groups.some((candidate) => candidate.plan.name === group));
  return state.hosts
    .filter((host) => host.stateAt(now) === 'running')
    .map((host) => ({ host, cluster: clusterOf(host.group?.name) }))
    .filter(
      ({ host, cluster }) =>
        fits(on.cluster, cluster?.plan.name) &&
        fits(on.group, host.group?.name) &&
        fits(on.instance, host.id, host.standalone?.name) &&
        fits(on.environment, host.group?.environment ?? host.standalone?.environment) &&
        (on.spot === undefined || host.spot === on.spot) &&
        (on.az === undefined || host.subnet.az.endsWith(on.az)),
    );
}

/** Instances come and go: before the run only groups and standalone machines can be checked. */
function plannedInstances(place: Place, on: Selector): TargetTypes['instance'][] {
  const { state } = place.simulation.context;
  const groups = state.clusters.flatMap((cluster) =>
    cluster.plan.groups.filter(
      (group) =>
        fits(on.cluster, cluster.plan.name) &&
        fits(on.group, group.name) &&
        (on.spot === undefined || group.spot === on.spot),
    ),
  );
  const alone = state.plan.standalone.filter(
    (one) =>
      on.cluster === undefined &&
      on.group === undefined &&
      on.spot !== true &&
      fits(on.instance, one.name, 'i-'),
  );
  const found = groups.length > 0 || alone.length > 0 || (on.instance?.startsWith('i-') ?? false);
  return found ? (Array.from({ length: 1 }) as TargetTypes['instance'][]) : [];
}

function series(place: Place, on: Selector, now: Millis | undefined): Series[] {
  const { state } = place.simulation.context;
  const ids = instanceNames(place, on);
  return place.registry.list(now ?? state.beginsAt).filter((one) => {
    const value = (name: string) => one.dimensions.find((dimension) => dimension.Name === name)?.Value;
    return (
      fits(on.namespace, one.namespace) &&
      fits(on.metric, one.metricName) &&
      fits(on.cluster, value('ClusterName')) &&
      fits(on.service, value('ServiceName')) &&
      fits(on.database, value('DBInstanceIdentifier')) &&
      (on.instance === undefined ||
        fits(on.instance, value('InstanceId')) ||
        ids.has(value('InstanceId') ?? '')) &&
      Object.entries(on.dimensions ?? {}).every(([name, glob]) => fits(glob, value(name)))
    );
  });
}

/** Instance ids of standalone machines by their name. */
function instanceNames(place: Place, on: Selector): Set<string> {
  if (on.instance === undefined) return new Set();
  const { hosts } = place.simulation.context.state;
  return new Set(
    hosts.filter((host) => host.standalone && fits(on.instance, host.standalone.name)).map((host) => host.id),
  );
}

/** `count` of them at random, in their own order. */
export function pick<T>(items: T[], count: number | undefined, rng: Rng): T[] {
  if (count === undefined || count >= items.length) return items;
  const order = items.map((item, index) => ({ item, index, key: rng.next() }));
  return order
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item);
}

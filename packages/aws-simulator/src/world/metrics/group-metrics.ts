import { MINUTE, SECOND } from '../calendar.js';
import type { ClusterState, GroupState } from '../simulation/region-state.js';
import type { Millis } from '../types.js';
import type { LoadModel } from './load-model.js';
import { Series, single } from './series.js';

const GROUP_DELAY: [number, number] = [50, 150];
/** As AWS/ECS. */
const MANAGED_DELAY: [number, number] = [35, 110];
const MIDDLE = 30 * SECOND;

/** Group metrics by name. The capacity-unit twins exist for groups with weights only; these have none. */
const GROUP_METRICS: Record<string, (group: GroupState, at: Millis) => number> = {
  GroupMinSize: (group) => group.plan.min,
  GroupMaxSize: (group) => group.plan.max,
  GroupDesiredCapacity: desiredAt,
  GroupInServiceInstances: (group, at) => count(group, at, 'InService'),
  GroupPendingInstances: (group, at) => count(group, at, 'Pending'),
  GroupStandbyInstances: () => 0,
  GroupTerminatingInstances: (group, at) => count(group, at, 'Terminating'),
  GroupTotalInstances: (group, at) => count(group, at),
};

/** What a group with group metrics says it publishes, as `EnabledMetrics`. */
export const GROUP_METRIC_NAMES = Object.keys(GROUP_METRICS);

/** AWS/AutoScaling of a group whose metrics somebody enabled, and the reservation of its capacity provider. */
export function groupSeries(
  cluster: ClusterState,
  group: GroupState,
  load: LoadModel,
  from: Millis,
): Series[] {
  const settled = (value: (at: Millis) => number | undefined) => (at: Millis) => {
    const answer = load.isSettled(at / MINUTE) ? value(at) : undefined;
    return answer === undefined ? undefined : single(answer);
  };
  const byName = [{ Name: 'AutoScalingGroupName', Value: group.plan.name }];
  const own = Object.entries(group.plan.groupMetrics ? GROUP_METRICS : {}).map(
    ([metric, value]) =>
      new Series(
        'AWS/AutoScaling',
        metric,
        byName,
        'None',
        60,
        GROUP_DELAY,
        from,
        () => Infinity,
        settled((at) => value(group, at + MIDDLE)),
      ),
  );
  if (group.plan.capacityProvider === undefined) return own;
  const byProvider = [
    { Name: 'CapacityProviderName', Value: group.plan.capacityProvider },
    { Name: 'ClusterName', Value: cluster.plan.name },
  ];
  const reservation = new Series(
    'AWS/ECS/ManagedScaling',
    'CapacityProviderReservation',
    byProvider,
    'Percent',
    60,
    MANAGED_DELAY,
    from,
    () => Infinity,
    settled((at) => group.reservation.at(at)),
  );
  return [...own, reservation];
}

function desiredAt(group: GroupState, at: Millis): number {
  return group.desiredHistory.findLast(([since]) => since <= at)?.[1] ?? group.plan.desired;
}

type Lifecycle = 'Pending' | 'InService' | 'Terminating';

/** Instances of the group at an instant, in one state of their life or in all. */
function count(group: GroupState, at: Millis, wanted?: Lifecycle): number {
  return group.everyHost.filter((host) => {
    if (at < host.launchedAt || at >= (host.terminatedAt ?? Infinity)) return false;
    const state: Lifecycle =
      at >= (host.shuttingDownAt ?? Infinity)
        ? 'Terminating'
        : host.isRegistered(at)
          ? 'InService'
          : 'Pending';
    return wanted === undefined || state === wanted;
  }).length;
}

import type { HostState } from '../simulation/host-state.js';
import type { ClusterState, RegionState } from '../simulation/region-state.js';
import type { Millis } from '../types.js';
import { containerInstanceView } from '../views/cluster-view.js';
import { containerInstanceArn } from '../views/task-view.js';
import { busEvent, isWithin, type BusWindow } from './bus-event.js';
import type { BusEvent } from './event-bus-view.js';

/** What EC2 tells of instances: their state, the advice to rebalance, and the Spot warning. */
export function instanceEvents(state: RegionState, window: BusWindow): BusEvent[] {
  return state.hosts.flatMap((host) => [
    ...stateChanges(host).flatMap(([at, name]) =>
      isWithin(at, window)
        ? ec2Event(state, host, at, 'EC2 Instance State-change Notification', { state: name })
        : [],
    ),
    ...spotEvents(state, host, window),
  ]);
}

function stateChanges(host: HostState): [Millis | undefined, string][] {
  return [
    [host.launchedAt, 'pending'],
    [host.launchedAt + 20_000, 'running'],
    [host.shuttingDownAt, 'shutting-down'],
    [host.terminatedAt, 'terminated'],
  ];
}

/** The advice, where there was one, is handed on with the warning: its `time` says when it was given. */
function spotEvents(state: RegionState, host: HostState, window: BusWindow): BusEvent[] {
  const { spotWarningAt: warned, rebalanceAdvisedAt: advised } = host;
  if (!isWithin(warned, window)) return [];
  const warning = { 'instance-action': 'terminate' };
  return [
    ...(advised === undefined
      ? []
      : [ec2Event(state, host, advised, 'EC2 Instance Rebalance Recommendation', {})]),
    ec2Event(state, host, warned, 'EC2 Spot Instance Interruption Warning', warning),
  ];
}

function ec2Event(
  state: RegionState,
  host: HostState,
  at: Millis,
  detailType: string,
  detail: Record<string, string>,
): BusEvent {
  const { region, accountId } = state.plan;
  // State changes name the account; what Spot tells names the zone in its place.
  const arn = detail['state']
    ? `arn:aws:ec2:${region}:${accountId}:instance/${host.id}`
    : `arn:aws:ec2:${host.subnet.az}:instance/${host.id}`;
  return busEvent(state, {
    source: 'aws.ec2',
    detailType,
    at,
    resources: [arn],
    key: String(at),
    detail: { 'instance-id': host.id, ...detail },
  });
}

/** ECS Container Instance State Change: registered, its agent lost, draining, gone. Resources are those of now. */
export function containerInstanceEvents(state: RegionState, window: BusWindow): BusEvent[] {
  return state.clusters.flatMap((cluster) =>
    cluster.groups.flatMap(({ everyHost }) =>
      everyHost.flatMap((host) => {
        if (host.registeredAt === undefined) return [];
        const turns = [host.registeredAt, host.agentOfflineSince, host.drainingSince, host.shuttingDownAt];
        return turns
          .filter((at) => isWithin(at, window))
          .map((at) => containerInstanceEvent(state, cluster, host, at));
      }),
    ),
  );
}

function containerInstanceEvent(
  state: RegionState,
  cluster: ClusterState,
  host: HostState,
  at: Millis,
): BusEvent {
  const { tags: _tags, ...view } = containerInstanceView(cluster, host, at);
  const gone = host.shuttingDownAt !== undefined && at >= host.shuttingDownAt;
  const arn = containerInstanceArn(cluster, host.containerInstanceId);
  return busEvent(state, {
    source: 'aws.ecs',
    detailType: 'ECS Container Instance State Change',
    at,
    resources: [arn],
    key: String(at),
    detail: {
      ...view,
      ...(gone && { status: 'INACTIVE', agentConnected: false }),
      clusterArn: cluster.plan.arn,
      containerInstanceArn: arn,
      updatedAt: new Date(at),
    },
  });
}

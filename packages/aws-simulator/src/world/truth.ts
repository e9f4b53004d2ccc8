import type { IncidentRecord } from './incidents/engine.js';
import type { RegionWorld } from './region-world.js';
import type { RegionState } from './simulation/region-state.js';
import type { TaskRun } from './simulation/task-run.js';
import type { AwsRecord, Millis, TruthAnswer, TruthPart, TruthQuery } from './types.js';
import { resourceId } from './views/scaling-view.js';
import { taskArn } from './views/task-view.js';

const ALL: TruthPart[] = [
  'tasks',
  'serviceEvents',
  'deployments',
  'scaling',
  'instances',
  'incidents',
  'counts',
];

interface Window {
  from: Millis;
  to: Millis;
  now: Millis;
}

/** What really happened within [from, to), as far as `now`: also what AWS has forgotten. ISO times, JSON only. */
export function tellTruth(
  regions: RegionWorld[],
  incidents: IncidentRecord[],
  query: TruthQuery,
  now: Millis,
): TruthAnswer {
  const window = { from: query.from, to: Math.min(query.to, now + 1), now };
  const chosen = regions.filter(
    (region) =>
      (query.accountId === undefined || region.accountId === query.accountId) &&
      (query.region === undefined || region.region === query.region),
  );
  const parts = new Set(query.parts ?? ALL);
  const states = chosen.map((region) => region.state);
  const answer: TruthAnswer = {};
  if (parts.has('tasks')) answer.tasks = states.flatMap((state) => tasks(state, window));
  if (parts.has('serviceEvents'))
    answer.serviceEvents = states.flatMap((state) => serviceEvents(state, window));
  if (parts.has('deployments')) answer.deployments = states.flatMap((state) => deployments(state, window));
  if (parts.has('scaling')) answer.scaling = states.flatMap((state) => scaling(state, window));
  if (parts.has('instances')) answer.instances = states.flatMap((state) => instances(state, window));
  if (parts.has('incidents')) answer.incidents = incidentRecords(incidents, chosen, window);
  if (parts.has('counts') || parts.has('metrics'))
    answer.counts = counts(chosen, window, parts.has('metrics'));
  return answer;
}

const iso = (at: Millis | undefined, now: Millis) =>
  at !== undefined && at <= now ? new Date(at).toISOString() : undefined;
const within = (at: Millis, window: Window) => at >= window.from && at < window.to;
/** A run of something overlaps the window. */
const overlaps = (from: Millis, to: Millis | undefined, window: Window) =>
  from < window.to && (to === undefined || to >= window.from);

function tasks(state: RegionState, window: Window): AwsRecord[] {
  return state.clusters.flatMap((cluster) =>
    [...cluster.services.flatMap((service) => service.runs), ...cluster.jobRuns]
      .filter((run) => overlaps(run.createdAt, run.stoppedAt, window))
      .map((run) => taskTruth(taskArn(cluster, run), cluster.plan.arn, run, window.now)),
  );
}

function taskTruth(arn: string, clusterArn: string, run: TaskRun, now: Millis): AwsRecord {
  const stopping = run.stoppingAt !== undefined && run.stoppingAt <= now;
  return {
    taskArn: arn,
    clusterArn,
    group: run.group,
    startedBy: run.startedBy,
    taskDefinitionArn: run.revision.arn,
    launchType: run.launchType,
    capacityProviderName: run.capacityProvider,
    availabilityZone: run.az,
    instanceId: run.host?.id,
    lastStatus: run.statusAt(now),
    cpu: run.revision.cpu,
    memory: run.revision.memory,
    createdAt: iso(run.createdAt, now),
    connectivityAt: iso(run.connectivityAt, now),
    pullStartedAt: iso(run.pullStartedAt, now),
    pullStoppedAt: iso(run.pullStoppedAt, now),
    startedAt: iso(run.startedAt, now),
    registeredAt: iso(run.registeredAt, now),
    healthyAt: iso(run.healthyAt, now),
    stoppingAt: iso(run.stoppingAt, now),
    drainedAt: iso(run.drainedAt(), now),
    executionStoppedAt: iso(run.executionStoppedAt, now),
    stoppedAt: iso(run.stoppedAt, now),
    stopCode: stopping ? run.stop?.stopCode : undefined,
    stoppedReason: stopping ? run.stop?.stoppedReason : undefined,
    exitCode: stopping ? run.stop?.exitCode : undefined,
    reason: stopping ? run.stop?.reason : undefined,
    endedBy: stopping ? run.stop?.by : undefined,
    replaces: run.replaces?.id,
    replacedBy: run.replacedBy && run.replacedBy.createdAt <= now ? run.replacedBy.id : undefined,
  };
}

function serviceEvents(state: RegionState, window: Window): AwsRecord[] {
  return state.clusters.flatMap((cluster) =>
    cluster.services.flatMap((service) =>
      service.events
        .filter((event) => within(event.at, window))
        .map((event) => ({
          serviceArn: service.plan.arn,
          id: event.id,
          createdAt: new Date(event.at).toISOString(),
          message: event.message,
        })),
    ),
  );
}

function deployments(state: RegionState, window: Window): AwsRecord[] {
  return state.clusters.flatMap((cluster) =>
    cluster.services.flatMap((service) =>
      service.deploymentHistory
        .filter((deployment) => overlaps(deployment.createdAt, deployment.updatedAt, window))
        .map((deployment) => ({
          serviceArn: service.plan.arn,
          id: deployment.id,
          taskDefinitionArn: deployment.revision.arn,
          createdAt: new Date(deployment.createdAt).toISOString(),
          updatedAt: new Date(deployment.updatedAt).toISOString(),
          completedAt: iso(deployment.completedAt, window.now),
          status: deployment.status,
          rolloutState: deployment.rolloutState,
          failedTasks: deployment.failedTasks,
          rollbackOf: deployment.rollbackOf,
        })),
    ),
  );
}

function scaling(state: RegionState, window: Window): AwsRecord[] {
  const services = state.activities
    .filter((activity) => within(activity.at, window))
    .map((activity) => ({
      id: activity.id,
      kind: activity.kind,
      resourceId: resourceId(activity.service),
      at: new Date(activity.at).toISOString(),
      endAt: iso(activity.endAt, window.now),
      from: activity.from,
      to: activity.to,
      description: activity.description,
      cause: activity.cause,
      notScaled: activity.notScaled,
    }));
  const groups = state.groupActivities
    .filter((activity) => within(activity.at, window))
    .map((activity) => ({
      id: activity.id,
      kind: 'auto-scaling-group',
      resourceId: activity.group.name,
      at: new Date(activity.at).toISOString(),
      endAt: iso(activity.endAt, window.now),
      description: activity.description,
      cause: activity.cause,
    }));
  return [...services, ...groups];
}

function instances(state: RegionState, window: Window): AwsRecord[] {
  return state.hosts
    .filter((host) => overlaps(host.launchedAt, host.terminatedAt, window))
    .map((host) => ({
      instanceId: host.id,
      instanceType: host.type.name,
      group: host.group?.name,
      spot: host.spot,
      availabilityZone: host.subnet.az,
      launchedAt: iso(host.launchedAt, window.now),
      registeredAt: iso(host.registeredAt, window.now),
      rebalanceAdvisedAt: iso(host.rebalanceAdvisedAt, window.now),
      spotWarningAt: iso(host.spotWarningAt, window.now),
      terminatedAt: iso(host.terminatedAt, window.now),
      stateReason: host.stateReason,
    }));
}

function incidentRecords(records: IncidentRecord[], regions: RegionWorld[], window: Window): AwsRecord[] {
  return records
    .filter((record) =>
      regions.some((region) => region.accountId === record.accountId && region.region === record.region),
    )
    .filter((record) => overlaps(record.at, record.until, window))
    .map(({ at, until, ...rest }) => ({
      ...rest,
      at: new Date(at).toISOString(),
      until: new Date(until).toISOString(),
    }));
}

/** How much happened; with `perSeries` also the published points of each series, which takes a pass over them all. */
function counts(regions: RegionWorld[], window: Window, perSeries: boolean): AwsRecord {
  const states = regions.map((region) => region.state);
  const sum = (of: (state: RegionState) => number) => states.reduce((total, state) => total + of(state), 0);
  return {
    tasks: sum((state) => tasks(state, window).length),
    serviceEvents: sum((state) => serviceEvents(state, window).length),
    deployments: sum((state) => deployments(state, window).length),
    scaling: sum((state) => scaling(state, window).length),
    instances: sum((state) => instances(state, window).length),
    ...(perSeries ? { points: publishedPoints(regions, window) } : {}),
  };
}

/** Points that are visible at `now`, per namespace and per series. */
function publishedPoints(regions: RegionWorld[], window: Window): AwsRecord {
  const namespaces: Record<string, number> = {};
  const series: AwsRecord[] = [];
  for (const region of regions) {
    for (const one of region.metricSeries()) {
      const slot = one.period * 1000;
      let points = 0;
      for (let at = Math.ceil(window.from / slot) * slot; at < window.to; at += slot) {
        if (region.visibleAt(one, at) <= window.now && region.datapoint(one, at) !== undefined) points += 1;
      }
      namespaces[one.namespace] = (namespaces[one.namespace] ?? 0) + points;
      const { namespace, metricName, dimensions } = one;
      series.push({
        accountId: region.accountId,
        region: region.region,
        namespace,
        metricName,
        dimensions,
        points,
      });
    }
  }
  return { namespaces, series };
}

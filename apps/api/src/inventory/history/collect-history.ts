import type { EcsDeployment, EcsService } from '../../aws/index.js';
import type { Row } from '../../database/index.js';
import { taskSetRollouts, type DescribedDeployment } from '../ecs-details/index.js';
import type { Snapshot } from '../gather.js';
import type { Labels } from '../observed.js';
import { serviceIdsByScalingId } from '../observe-all.js';
import { deploymentId, resourceId } from '../resource-id.js';
import type { SweepMemory } from '../sweep-memory.js';
import { deploymentWrites } from './deployments.js';
import { scalingWrites } from './scaling-activities.js';
import { countRows } from './service-counts.js';
import { countEvents, desiredChanges } from './desired-count.js';
import { serviceEvents } from './service-events.js';
import { UNLABELLED, type TimelineEvent } from './timeline-event.js';

/** Rows of everything that happened to services since the last sweep. */
export interface History {
  counts: Row[];
  deployments: Row[];
  scaling: Row[];
  events: TimelineEvent[];
  /** What AWS says of rollouts, those by task sets among them. */
  described: DescribedDeployment[];
}

export interface HistoryOptions {
  scopeId: string;
  now: number;
  memory: SweepMemory;
  labelsOf: (resourceId: string) => Labels | undefined;
  /** Rollouts as AWS describes them one service at a time, also those that were over before anybody looked. */
  described: readonly DescribedDeployment[];
}

/** A little overlap, since two messages may share a millisecond. */
const EVENT_OVERLAP_MS = 1_000;
export function collectHistory(snapshot: Snapshot, options: HistoryOptions): History {
  const services = (snapshot.clusters ?? []).flatMap((cluster) => cluster.services ?? []);
  const history: History = {
    counts: [],
    deployments: [],
    scaling: [],
    events: [],
    described: [...options.described],
  };
  noteActivities(snapshot, options, history);
  noteCounts(services, options, Boolean(snapshot.activities), history);
  for (const service of services) noteService(service, options, history);
  return history;
}

function noteService(service: EcsService, options: HistoryOptions, history: History): void {
  const { memory, now, scopeId, labelsOf } = options;
  const id = resourceId('ecs_service', service.serviceArn);
  const labels = labelsOf(id) ?? UNLABELLED;
  const newest = Math.max(0, ...service.events.map(({ createdAt }) => createdAt.getTime()));
  const until = memory.eventsUntil.get(id) ?? 0;
  if (newest > until) {
    history.events.push(...serviceEvents(service, labels, until - EVENT_OVERLAP_MS));
    memory.eventsUntil.set(id, newest);
  }
  const sets = taskSetRollouts(service, now, (nativeId) => {
    return memory.deployments.get(deploymentId(service.serviceArn, nativeId))?.finishedAt ?? null;
  });
  history.described.push(...sets.described);
  const deployments = [...service.deployments, ...sets.deployments, ...pastDeployments(service, id, options)];
  for (const deployment of deployments) {
    const { createdAt } = deployment;
    const revision = Number(deployment.taskDefinition.split(':').at(-1));
    if (createdAt !== null) memory.noteRevision(id, { createdAt, revision });
  }
  const writes = deploymentWrites(
    { ...service, deployments },
    {
      scopeId,
      labels,
      now,
      known: memory.deployments,
      previousRevision: ({ createdAt }) => (createdAt === null ? null : memory.revisionBefore(id, createdAt)),
    },
  );
  for (const [key, known] of writes.known) memory.deployments.set(key, known);
  history.deployments.push(...writes.rows);
  history.events.push(...writes.events);
}

/** A rollout that both lists tell of is known by its id, or by when it began. */
const SAME_START_MS = 10_000;

/** Rollouts of the service that ended before anybody looked. */
function pastDeployments(
  service: EcsService,
  id: string,
  { described, memory }: HistoryOptions,
): EcsDeployment[] {
  const starts = [
    ...service.deployments.map(({ createdAt }) => createdAt ?? 0),
    ...(memory.revisionsOf.get(id) ?? []).map(({ createdAt }) => createdAt),
  ];
  return described.flatMap(({ serviceArn, nativeId, createdAt, asDeployment }) => {
    if (serviceArn !== service.serviceArn || asDeployment === null) return [];
    const known =
      memory.deployments.has(deploymentId(serviceArn, nativeId)) ||
      starts.some((start) => Math.abs(start - createdAt) < SAME_START_MS);
    return known ? [] : [asDeployment];
  });
}

/** A desired count that changed between two sweeps explains the tasks that follow, whoever changed it. */
function noteCounts(
  services: readonly EcsService[],
  { memory, scopeId, now, labelsOf }: HistoryOptions,
  asked: boolean,
  history: History,
): void {
  const before = new Map(memory.counts);
  history.counts = countRows(services, memory.counts, scopeId, now);
  const told = countEvents(memory.desiredChanges, { asked, now, scaled: memory.countChanges, labelsOf });
  history.events.push(...told.events);
  const between = { at: memory.lastSweepAt ?? now, until: now };
  memory.noteCountChanges(desiredChanges(services, before, between), now);
  // That of a daemon follows the instances: nobody sets it.
  const replicas = services.filter(({ schedulingStrategy }) => schedulingStrategy !== 'DAEMON');
  memory.desiredChanges = [...told.rest, ...desiredChanges(replicas, before, between)];
}

function noteActivities(snapshot: Snapshot, options: HistoryOptions, history: History): void {
  const { memory, labelsOf, scopeId, now } = options;
  if (!snapshot.activities) return;
  const ids = serviceIdsByScalingId(snapshot.clusters);
  const clusterOf = new Map<string, string>();
  for (const { cluster, services } of snapshot.clusters ?? []) {
    for (const { serviceArn } of services ?? []) {
      clusterOf.set(resourceId('ecs_service', serviceArn), resourceId('ecs_cluster', cluster.clusterArn));
    }
  }
  const fresh = snapshot.activities.filter(({ ActivityId }) => !memory.endedActivities.has(ActivityId));
  for (const [scalingId, id] of ids) {
    const activities = fresh.filter(({ ResourceId }) => ResourceId === scalingId);
    if (activities.length === 0) continue;
    const service = { id, clusterId: clusterOf.get(id) ?? '', labels: labelsOf(id) ?? UNLABELLED };
    const writes = scalingWrites(activities, service, scopeId, memory.lastScaledCount.get(id) ?? null);
    history.scaling.push(...writes.rows);
    history.events.push(...writes.events);
    for (const { ActivityId, EndTime } of activities)
      if (EndTime !== null) memory.endedActivities.add(ActivityId);
    for (const row of writes.rows) {
      const [from, to] = [row['from_count'] as number | null, row['to_count'] as number | null];
      if (to === null || row['status'] === 'Failed') continue;
      memory.lastScaledCount.set(id, to);
      memory.noteCountChanges([{ serviceId: id, at: Date.parse(String(row['at'])), from, to }], now);
    }
  }
}

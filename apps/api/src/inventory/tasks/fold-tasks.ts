import { mergeTaskRun, taskTrigger, type TaskRun } from '@danji/analysis';
import type { EcsService, EcsTask } from '../../aws/index.js';
import type { Row } from '../../database/index.js';
import type { ClusterSnapshot } from '../gather.js';
import type { TimelineEvent } from '../history/timeline-event.js';
import type { Labels } from '../observed.js';
import { resourceId } from '../resource-id.js';
import type { SweepMemory } from '../sweep-memory.js';
import { primaryOf } from '../describe/service.js';
import { observeTask } from './task-observation.js';
import { causeOf, stopEvent, taskRow, type TaskContext } from './task-row.js';
import { sameContent } from './task-run.repository.js';

export interface TaskWrites {
  rows: Row[];
  events: TimelineEvent[];
}

export interface FoldOptions {
  place: { scopeId: string; region: string; accountId: string };
  now: number;
  memory: SweepMemory;
  labelsOf: (resourceId: string) => Labels | undefined;
}

/** Desired counts that fell within this time before a stop explain it. */
const SCALE_IN_MS = 10 * 60_000;

/** Adds a cluster's described tasks to their runs; answers the rows and stops that are new. */
export function foldTasks(snapshot: ClusterSnapshot, options: FoldOptions): TaskWrites {
  const writes: TaskWrites = { rows: [], events: [] };
  const { memory, now } = options;
  const services = new Map((snapshot.services ?? []).map((service) => [service.serviceName, service]));
  const clusterId = resourceId('ecs_cluster', snapshot.cluster.clusterArn);
  // Stops first: what replaces a task is explained by its end.
  const described = [...(snapshot.tasks?.described ?? [])].sort(
    (a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0),
  );
  for (const task of described) {
    const known = memory.tasks.get(task.taskArn);
    const run = mergeTaskRun(known?.run ?? null, observeTask(task, now));
    if (known && sameContent(known.run, run)) continue;
    const service = serviceOf(task, services);
    const serviceId = serviceIdOf(task, service);
    const labels = options.labelsOf(serviceId ?? clusterId) ?? options.labelsOf(clusterId) ?? UNLABELLED;
    const trigger = known?.trigger ?? triggerOf(run, service, serviceId, memory);
    const context: TaskContext = {
      place: options.place,
      serviceId,
      labels,
      trigger,
      primaryDeploymentId: service ? (primaryOf(service)?.id ?? null) : null,
      scaleIn: serviceId === null ? null : scaledIn(run, serviceId, memory),
      now,
    };
    const cause = causeOf(run, context);
    writes.rows.push(taskRow(run, task, cause, context));
    const wasStopped = known ? known.run.lastStatus === 'STOPPED' : false;
    if (cause && !wasStopped) writes.events.push(stopEvent(run, cause, context, clusterId));
    memory.tasks.set(task.taskArn, { run, trigger });
  }
  return writes;
}

const UNLABELLED: Labels = { environment: 'other', team: null, tier: null };

function serviceOf(task: EcsTask, services: ReadonlyMap<string, EcsService>): EcsService | undefined {
  return task.group?.startsWith('service:') ? services.get(task.group.slice('service:'.length)) : undefined;
}

/** A service that is gone (or could not be listed) still owns its tasks: its ARN follows from the cluster's. */
function serviceIdOf(task: EcsTask, service: EcsService | undefined): string | null {
  if (service) return resourceId('ecs_service', service.serviceArn);
  if (!task.group?.startsWith('service:')) return null;
  const arn = `${task.clusterArn.replace(':cluster/', ':service/')}/${task.group.slice('service:'.length)}`;
  return resourceId('ecs_service', arn);
}

function triggerOf(
  run: TaskRun,
  service: EcsService | undefined,
  serviceId: string | null,
  memory: SweepMemory,
): string {
  const createdAt = run.createdAt ?? run.firstObservedAt;
  const stops = [...memory.tasks.values()]
    .filter(({ run: other }) => other.group === run.group && other.stoppedAt !== null)
    .map(({ run: other }) => ({
      at: other.stoppingAt ?? other.stoppedAt ?? 0,
      spot: other.stopCode === 'SpotInterruption',
      planned: /Scaling activity initiated by/i.test(other.stoppedReason ?? ''),
    }));
  const trigger = taskTrigger({
    createdAt,
    group: run.group ?? null,
    startedBy: run.startedBy ?? null,
    deployments: (service?.deployments ?? []).map((deployment) => ({
      id: deployment.id,
      from: deployment.createdAt ?? 0,
      to: deployment.rolloutState === 'COMPLETED' ? deployment.updatedAt : null,
    })),
    scaleOutsAt: memory.countChanges
      .filter(({ serviceId: of, from, to }) => of === serviceId && from !== null && to !== null && to > from)
      .map(({ at }) => at),
    stops,
  });
  return trigger === 'spot_replacement' ? 'replacement' : trigger;
}

function scaledIn(run: TaskRun, serviceId: string, memory: SweepMemory): boolean | null {
  const stoppedAt = run.stoppingAt ?? run.stoppedAt;
  if (stoppedAt === null) return null;
  return memory.countChanges.some(
    ({ serviceId: of, at, from, to }) =>
      of === serviceId &&
      from !== null &&
      to !== null &&
      to < from &&
      at <= stoppedAt &&
      stoppedAt - at <= SCALE_IN_MS,
  );
}

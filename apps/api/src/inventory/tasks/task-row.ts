import { classifyStop, type StopCause, type TaskRun } from '@danji/analysis';
import type { EcsTask } from '../../aws/index.js';
import { instant, type Row } from '../../database/index.js';
import type { TimelineEvent } from '../history/timeline-event.js';
import type { Labels } from '../observed.js';
import { familyAndRevision, resourceId } from '../resource-id.js';
import type { PlaceKey } from '../store/resource.repository.js';
import { containersOf, networkOf } from './task-observation.js';

/** What the rest of the sweep knows about a task. */
export interface TaskContext {
  place: PlaceKey & { accountId: string };
  serviceId: string | null;
  labels: Labels;
  trigger: string;
  primaryDeploymentId: string | null;
  /** Whether the service's desired count was lowered around the stop; null where not known. */
  scaleIn: boolean | null;
  now: number;
}

/** Why a run stopped; null while it lives. */
export function causeOf(
  run: TaskRun,
  context: Pick<TaskContext, 'primaryDeploymentId' | 'scaleIn'>,
): StopCause | null {
  if (run.stoppedAt === null && run.lastStatus !== 'STOPPED') return null;
  return classifyStop({
    stopCode: run.stopCode,
    stoppedReason: run.stoppedReason,
    containers: run.containers,
    started: run.startedAt !== null,
    group: run.group ?? null,
    startedBy: run.startedBy ?? null,
    context: { primaryDeploymentId: context.primaryDeploymentId, scaleIn: context.scaleIn },
  });
}

/** The row of a run; `task` is the newest answer of AWS. */
export function taskRow(run: TaskRun, task: EcsTask, cause: StopCause | null, context: TaskContext): Row {
  const { place, labels } = context;
  const definition = run.taskDefinitionArn ?? task.taskDefinitionArn;
  return {
    id: resourceId('ecs_task', run.taskArn),
    arn: run.taskArn,
    task_id: run.taskArn.slice(run.taskArn.lastIndexOf('/') + 1),
    account_id: place.accountId,
    region: place.region,
    scope_id: place.scopeId,
    cluster_id: resourceId('ecs_cluster', task.clusterArn),
    service_id: context.serviceId,
    environment: labels.environment,
    team: labels.team,
    ...familyAndRevision(definition),
    task_definition_arn: definition,
    group_name: run.group ?? null,
    started_by: run.startedBy ?? null,
    trigger: context.trigger,
    launch_type: run.launchType ?? null,
    capacity_provider: run.capacityProviderName ?? null,
    container_instance_id: run.containerInstanceArn
      ? resourceId('ecs_container_instance', run.containerInstanceArn)
      : null,
    availability_zone: run.availabilityZone ?? null,
    cpu: task.cpu,
    memory: task.memory,
    platform_version: task.platformVersion,
    last_status: run.lastStatus,
    desired_status: run.desiredStatus ?? task.desiredStatus,
    health: run.healthStatus ?? 'UNKNOWN',
    stop_code: run.stopCode,
    stopped_reason: run.stoppedReason,
    cause: cause?.class ?? null,
    abnormal: cause?.abnormal ?? false,
    cause_params: cause && {
      rule: cause.rule,
      certain: cause.certain,
      container: cause.container,
      exitCode: cause.exitCode,
      explanation: cause.explanation,
      remedy: cause.remedy,
    },
    containers: containersOf(task),
    network: networkOf(task),
    created_at: instant(run.createdAt ?? run.firstObservedAt),
    connectivity_at: instant(run.connectivityAt),
    pull_started_at: instant(run.pullStartedAt),
    pull_stopped_at: instant(run.pullStoppedAt),
    started_at: instant(run.startedAt),
    stopping_at: instant(run.stoppingAt),
    execution_stopped_at: instant(run.executionStoppedAt),
    stopped_at: instant(run.stoppedAt),
    observed: run,
    first_seen: instant(run.firstObservedAt),
    last_seen: instant(context.now),
  };
}

/** The timeline's line for a stop; it belongs to the service, or to the cluster of a standalone task. */
export function stopEvent(
  run: TaskRun,
  cause: StopCause,
  context: TaskContext,
  clusterId: string,
): TimelineEvent {
  const taskRunId = resourceId('ecs_task', run.taskArn);
  return {
    resourceId: context.serviceId ?? clusterId,
    id: `stop-${taskRunId}`,
    at: run.stoppedAt ?? run.lastObservedAt,
    kind: 'task_stop',
    type: cause.class,
    severity: cause.abnormal ? (cause.class === 'oom' ? 'critical' : 'warning') : 'info',
    labels: context.labels,
    parentId: clusterId,
    message: run.stoppedReason ?? cause.evidence ?? '',
    params: {
      taskRunId,
      taskId: run.taskArn.slice(run.taskArn.lastIndexOf('/') + 1),
      cause: cause.class,
      rule: cause.rule,
      abnormal: cause.abnormal,
      stopCode: run.stopCode,
      stoppedReason: run.stoppedReason,
      container: cause.container,
      exitCode: cause.exitCode,
    },
  };
}

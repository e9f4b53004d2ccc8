import {
  classifyStop,
  firstHealthyAt,
  hasStopped,
  taskMoments,
  unseenStop,
  type StopCause,
  type TaskRun,
} from '@danji/analysis';
import { instant, type Row } from '../../database/index.js';
import type { TimelineEvent } from '../history/timeline-event.js';
import type { Labels } from '../observed.js';
import { familyAndRevision, resourceId } from '../resource-id.js';
import type { PlaceKey } from '../store/resource.repository.js';
import { shownContainers, shownNetwork } from './task-observation.js';

const FORGOTTEN_REASON = 'AWS no longer lists this task: it stopped while Danji was not looking.';

/** What the rest of the sweep knows about a task. */
export interface TaskContext {
  place: PlaceKey & { accountId: string };
  serviceId: string | null;
  labels: Labels;
  trigger: string;
  stop: StopContext | null;
  now: number;
}

/** What the task's service was like when the task stopped. */
export interface StopContext {
  /** Whether the service was read after the stop; before that nobody knows whether a rollout had begun. */
  read: boolean;
  /** Null where the service was not read, or tells of younger deployments only. */
  primaryDeploymentId: string | null;
  /** Whether the service's desired count was lowered around the stop; null where not known. */
  scaleIn: boolean | null;
}

/** Why a run stopped; null while it lives, and where nobody saw it stop. */
export function causeOf(run: TaskRun, stop: StopContext | null): StopCause | null {
  if (!hasStopped(run) || unseenStop(run)) return null;
  return classifyStop({
    stopCode: run.stopCode,
    stoppedReason: run.stoppedReason,
    containers: run.containers,
    started: run.startedAt !== null,
    group: run.group ?? null,
    startedBy: run.startedBy ?? null,
    context: stop ?? {},
  });
}

/** The row of a run: all of it follows from the run, so a late look changes only what it adds. */
export function taskRow(run: TaskRun, cause: StopCause | null, context: TaskContext): Row {
  const { place, labels } = context;
  const definition = run.taskDefinitionArn ?? '';
  return {
    id: resourceId('ecs_task', run.taskArn),
    arn: run.taskArn,
    task_id: run.taskArn.slice(run.taskArn.lastIndexOf('/') + 1),
    account_id: place.accountId,
    region: place.region,
    scope_id: place.scopeId,
    cluster_id: resourceId('ecs_cluster', run.clusterArn ?? ''),
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
    cpu: wholeNumber(run.cpu),
    memory: wholeNumber(run.memory),
    platform_version: run.platformVersion ?? null,
    health: run.healthStatus ?? 'UNKNOWN',
    containers: shownContainers(run),
    network: shownNetwork(run),
    ...endColumns(run, cause, context.stop),
    ...momentColumns(run),
    observed: run,
    first_seen: instant(run.firstObservedAt),
    last_seen: instant(context.now),
  };
}

function endColumns(run: TaskRun, cause: StopCause | null, stop: StopContext | null): Row {
  const unseen = unseenStop(run) !== null;
  return {
    last_status: unseen ? 'STOPPED' : run.lastStatus,
    desired_status: unseen ? 'STOPPED' : (run.desiredStatus ?? 'RUNNING'),
    stop_code: run.stopCode,
    stopped_reason: unseen ? FORGOTTEN_REASON : run.stoppedReason,
    cause: unseen ? 'unknown' : (cause?.class ?? null),
    abnormal: cause?.abnormal ?? false,
    cause_params: cause && {
      rule: cause.rule,
      certain: cause.certain,
      container: cause.container,
      exitCode: cause.exitCode,
      explanation: cause.explanation,
      remedy: cause.remedy,
      context: stop,
    },
  };
}

/** Moments, with the bounds of those for which AWS has no timestamp; null where all are exact. */
function momentColumns(run: TaskRun): Row {
  const { moments, bounds } = taskMoments(run);
  return {
    created_at: instant(moments.createdAt ?? run.firstObservedAt),
    connectivity_at: instant(moments.connectivityAt),
    pull_started_at: instant(moments.pullStartedAt),
    pull_stopped_at: instant(moments.pullStoppedAt),
    started_at: instant(moments.startedAt),
    stopping_at: instant(moments.stoppingAt),
    healthy_at: instant(firstHealthyAt(run.healthSeen)),
    drained_at: instant(moments.drainedAt),
    execution_stopped_at: instant(moments.executionStoppedAt),
    stopped_at: instant(moments.stoppedAt),
    moment_bounds: Object.keys(bounds).length > 0 ? bounds : null,
  };
}

function wholeNumber(text: string | null | undefined): number | null {
  return text == null ? null : Number(text);
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

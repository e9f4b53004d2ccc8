import type { Message, MomentBounds, PhaseTimes } from '@danji/analysis';
import { renderBoth, taskPhases } from '@danji/analysis';
import type { Localised, TaskDetail, TaskItem } from '@danji/shared';
import { Environment, StopCause, TaskTrigger } from '@danji/shared';

/** What the collector keeps of a classified stop beside its class. */
export interface CauseParams {
  rule: string;
  certain: boolean;
  container: string | null;
  exitCode: number | null;
  explanation: Message;
  remedy: Message | null;
}

/** A row of task_run with the names of its cluster and service. */
export interface TaskRow {
  id: string;
  arn: string;
  task_id: string;
  account_id: string;
  account_alias: string | null;
  region: string;
  scope_id: string;
  cluster_id: string;
  cluster_name: string | null;
  service_id: string | null;
  service_name: string | null;
  environment: string;
  team: string | null;
  family: string;
  revision: number;
  group_name: string | null;
  started_by: string | null;
  trigger: string;
  launch_type: string | null;
  capacity_provider: string | null;
  container_instance_id: string | null;
  availability_zone: string | null;
  cpu: number | null;
  memory: number | null;
  platform_version: string | null;
  last_status: string;
  desired_status: string;
  health: string;
  stop_code: string | null;
  stopped_reason: string | null;
  cause: string | null;
  abnormal: boolean;
  cause_params: CauseParams | null;
  containers: TaskDetail['containers'];
  network: TaskDetail['network'];
  created_at: Date;
  connectivity_at: Date | null;
  pull_started_at: Date | null;
  pull_stopped_at: Date | null;
  started_at: Date | null;
  stopping_at: Date | null;
  drained_at: Date | null;
  execution_stopped_at: Date | null;
  stopped_at: Date | null;
  moment_bounds: MomentBounds | null;
  replaces: string | null;
  replaced_by: string | null;
  first_seen: Date;
  last_seen: Date;
}

/** The columns of TaskRow that are the run's own; what only the fold reads stays where it is. */
export const TASK_COLUMNS = [
  'id',
  'arn',
  'task_id',
  'account_id',
  'region',
  'scope_id',
  'cluster_id',
  'service_id',
  'environment',
  'team',
  'family',
  'revision',
  'group_name',
  'started_by',
  'trigger',
  'launch_type',
  'capacity_provider',
  'container_instance_id',
  'availability_zone',
  'cpu',
  'memory',
  'platform_version',
  'last_status',
  'desired_status',
  'health',
  'stop_code',
  'stopped_reason',
  'cause',
  'abnormal',
  'cause_params',
  'containers',
  'network',
  'created_at',
  'connectivity_at',
  'pull_started_at',
  'pull_stopped_at',
  'started_at',
  'stopping_at',
  'drained_at',
  'execution_stopped_at',
  'stopped_at',
  'moment_bounds',
  'replaces',
  'replaced_by',
  'first_seen',
  'last_seen',
] as const satisfies readonly (keyof TaskRow)[];

type TimeColumns = Pick<
  TaskRow,
  | 'created_at'
  | 'connectivity_at'
  | 'pull_started_at'
  | 'pull_stopped_at'
  | 'started_at'
  | 'stopping_at'
  | 'drained_at'
  | 'execution_stopped_at'
  | 'stopped_at'
>;

/** The moments of a life as epoch ms. */
export function timestampsOf(row: TimeColumns): PhaseTimes {
  const at = (date: Date | null): number | null => date?.getTime() ?? null;
  return {
    createdAt: at(row.created_at),
    connectivityAt: at(row.connectivity_at),
    pullStartedAt: at(row.pull_started_at),
    pullStoppedAt: at(row.pull_stopped_at),
    startedAt: at(row.started_at),
    stoppingAt: at(row.stopping_at),
    drainedAt: at(row.drained_at),
    executionStoppedAt: at(row.execution_stopped_at),
    stoppedAt: at(row.stopped_at),
  };
}

export function toTaskItem(row: TaskRow): TaskItem {
  return {
    id: row.id,
    arn: row.arn,
    taskId: row.task_id,
    clusterId: row.cluster_id,
    clusterName: row.cluster_name ?? row.cluster_id,
    serviceId: row.service_id,
    serviceName: row.service_name,
    environment: Environment.parse(row.environment),
    team: row.team,
    family: row.family,
    revision: row.revision,
    group: row.group_name,
    startedBy: row.started_by,
    trigger: triggerOf(row.trigger),
    launchType: row.launch_type,
    capacityProvider: row.capacity_provider,
    availabilityZone: row.availability_zone,
    containerInstanceId: row.container_instance_id,
    cpu: row.cpu,
    memory: row.memory,
    lastStatus: row.last_status,
    desiredStatus: row.desired_status,
    health: row.health,
    stopCode: row.stop_code,
    stoppedReason: row.stopped_reason,
    cause: row.cause === null ? null : StopCause.parse(row.cause),
    abnormal: row.abnormal,
    explanation: textOf(row.cause_params?.explanation),
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    exitCode: row.cause_params?.exitCode ?? null,
    phases: phasesOf(row),
  };
}

function phasesOf(row: TaskRow): TaskItem['phases'] {
  return taskPhases(timestampsOf(row), row.moment_bounds ?? {}).map((phase) => ({
    phase: phase.phase,
    from: new Date(phase.entry).toISOString(),
    to: phase.end === null ? null : new Date(phase.end).toISOString(),
    seconds: phase.dwellMs === null ? null : phase.dwellMs / 1000,
    exact: phase.exact,
    between: phase.dwellBounds && [phase.dwellBounds[0] / 1000, phase.dwellBounds[1] / 1000],
  }));
}

/** A replacement after a Spot reclaim is a replacement; its cause is told by the task that ended. */
export function triggerOf(stored: string): TaskTrigger {
  return stored === 'spot_replacement' ? 'replacement' : TaskTrigger.parse(stored);
}

/** Both languages of a stored message. */
export function textOf(message: Message | null | undefined): Localised | null {
  return message === null || message === undefined ? null : renderBoth(message);
}

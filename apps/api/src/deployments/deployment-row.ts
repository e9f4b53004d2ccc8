import type { Commit, DeploymentItem } from '@danji/shared';
import { Environment, RolloutSummary, ServiceDeploymentDetail } from '@danji/shared';

export interface DeploymentRow {
  id: string;
  native_id: string;
  service_id: string;
  scope_id: string;
  service_arn: string | null;
  cluster_name: string | null;
  region: string | null;
  service_name: string | null;
  cluster_id: string;
  environment: string;
  team: string | null;
  strategy: string;
  status: string;
  rollout_state: string | null;
  rollout_state_reason: string | null;
  task_definition_arn: string;
  revision: number;
  previous_revision: number | null;
  desired: number;
  pending: number;
  running: number;
  failed_tasks: number;
  breaker: { enabled?: boolean; enable?: boolean; rollback?: boolean; threshold?: number | null } | null;
  minimum_percent: number | null;
  maximum_percent: number | null;
  created_at: Date;
  updated_at: Date;
  finished_at: Date | null;
  detail: unknown;
  /** Verdict and sentence of the stored comparison. */
  compared: unknown;
}

export function toDeploymentItem(row: DeploymentRow, commits: readonly Commit[] = []): DeploymentItem {
  const enabled = row.breaker?.enabled ?? row.breaker?.enable ?? false;
  const detail = row.detail === null ? null : ServiceDeploymentDetail.parse(row.detail);
  const ended = endOf(row);
  const finishedAt = ended === null ? null : new Date(ended);
  return {
    id: row.id,
    nativeId: row.native_id,
    serviceId: row.service_id,
    serviceName: row.service_name ?? row.service_id,
    clusterId: row.cluster_id,
    environment: Environment.parse(row.environment),
    team: row.team,
    strategy: row.strategy,
    status: row.status,
    rolloutState: row.rollout_state,
    rolloutStateReason: row.rollout_state_reason,
    taskDefinitionArn: row.task_definition_arn,
    revision: row.revision,
    previousRevision: row.previous_revision ?? replacedRevision(detail),
    rollback: isRollback(row, detail),
    desired: row.desired,
    pending: row.pending,
    running: row.running,
    failedTasks: detail?.breaker?.failures ?? row.failed_tasks,
    breaker: {
      enabled,
      rollback: row.breaker?.rollback ?? false,
      threshold: enabled ? (detail?.breaker?.threshold ?? row.breaker?.threshold ?? null) : null,
    },
    minimumHealthyPercent: row.minimum_percent,
    maximumPercent: row.maximum_percent,
    commits: [...commits],
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    seconds: finishedAt === null ? null : (finishedAt.getTime() - row.created_at.getTime()) / 1000,
    detail,
    compared: row.compared === null ? null : RolloutSummary.parse(row.compared),
  };
}

const GOES_ON = /^(STOP_REQUESTED|ROLLBACK_REQUESTED|ROLLBACK_IN_PROGRESS)$/;

/**
 * When a rollout was over (epoch ms); null while it goes on. DescribeServices only tells when a deployment was last
 * touched, which scaling does as well, so what the service deployment says comes first.
 */
export function endOf({ detail, finished_at }: Pick<DeploymentRow, 'detail' | 'finished_at'>): number | null {
  if (detail === null) return finished_at?.getTime() ?? null;
  const { status, finishedAt } = ServiceDeploymentDetail.parse(detail);
  if (finishedAt !== null) return Date.parse(finishedAt);
  // The deployment has failed, and its tasks are still being put back.
  return GOES_ON.test(status ?? '') ? null : (finished_at?.getTime() ?? null);
}

/** Revision of the task definition that a rollout replaces, as AWS says; null where it does not. */
function replacedRevision(detail: ServiceDeploymentDetail | null): number | null {
  const revision = Number(detail?.sources[0]?.taskDefinition?.split(':').at(-1));
  return Number.isInteger(revision) ? revision : null;
}

/** Back to an earlier revision: by the circuit breaker, which says so while it lasts, or by a person. */
function isRollback(
  { rollout_state_reason, revision, previous_revision }: DeploymentRow,
  detail: ServiceDeploymentDetail | null,
): boolean {
  if (detail?.rollback != null) return true;
  if (/rolling back to deployment/i.test(rollout_state_reason ?? '')) return true;
  return previous_revision !== null && revision < previous_revision;
}

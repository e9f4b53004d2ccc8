import type { EcsDeployment, EcsService } from '../../aws/index.js';
import { instant, type Row } from '../../database/index.js';
import { canonicalHash } from '../canonical.js';
import { breakerOf } from '../describe/service.js';
import type { Labels } from '../observed.js';
import { deploymentId, familyAndRevision, resourceId } from '../resource-id.js';
import type { TimelineEvent } from './timeline-event.js';

/** A deployment as last stored. */
export interface KnownDeployment {
  hash: string;
  rolloutState: string | null;
  revision: number;
  previousRevision: number | null;
  createdAt: number;
  /** Epoch ms; null while it goes on. */
  finishedAt: number | null;
}

export interface DeploymentContext {
  scopeId: string;
  labels: Labels;
  now: number;
  known: ReadonlyMap<string, KnownDeployment>;
  /** Revision of the service's newest deployment before this one; null where nobody knows. */
  previousRevision: (deployment: EcsDeployment) => number | null;
}

export interface DeploymentWrites {
  rows: Row[];
  events: TimelineEvent[];
  known: [id: string, deployment: KnownDeployment][];
}

/** What a service's deployments add to what is stored: rows that are new or changed, and what happened. */
export function deploymentWrites(service: EcsService, context: DeploymentContext): DeploymentWrites {
  const writes: DeploymentWrites = { rows: [], events: [], known: [] };
  for (const deployment of service.deployments) {
    const id = deploymentId(service.serviceArn, deployment.id);
    const before = context.known.get(id);
    const content = contentOf(service, deployment);
    const hash = contentHash(content);
    if (before?.hash === hash) continue;
    const previousRevision = before?.previousRevision ?? context.previousRevision(deployment);
    writes.rows.push({
      id,
      native_id: deployment.id,
      service_id: resourceId('ecs_service', service.serviceArn),
      cluster_id: resourceId('ecs_cluster', service.clusterArn),
      scope_id: context.scopeId,
      environment: context.labels.environment,
      team: context.labels.team,
      ...content,
      previous_revision: previousRevision,
      first_seen: instant(context.now),
      last_seen: instant(context.now),
    });
    writes.events.push(...rolloutEvents(service, deployment, before, previousRevision, context));
    writes.known.push([
      id,
      {
        hash,
        rolloutState: deployment.rolloutState,
        revision: familyAndRevision(deployment.taskDefinition).revision,
        previousRevision,
        createdAt: deployment.createdAt ?? context.now,
        finishedAt: isOver(deployment) ? deployment.updatedAt : null,
      },
    ]);
  }
  return writes;
}

/** What a later look may find changed, of a row that is stored or about to be. */
const CONTENT = [
  'strategy',
  'status',
  'rollout_state',
  'rollout_state_reason',
  'task_definition_arn',
  'desired',
  'pending',
  'running',
  'failed_tasks',
  'breaker',
  'minimum_percent',
  'maximum_percent',
  'created_at',
  'updated_at',
  'finished_at',
];

export function contentHash(row: Row): string {
  return canonicalHash(CONTENT.map((column) => row[column]));
}

function contentOf(service: EcsService, deployment: EcsDeployment): Row {
  const ended = isOver(deployment);
  const configuration = service.deploymentConfiguration;
  const controller = service.deploymentController?.type ?? 'ECS';
  return {
    strategy: controller === 'ECS' ? (configuration?.strategy ?? 'ROLLING') : controller,
    status: deployment.status,
    rollout_state: deployment.rolloutState,
    rollout_state_reason: deployment.rolloutStateReason,
    task_definition_arn: deployment.taskDefinition,
    revision: familyAndRevision(deployment.taskDefinition).revision,
    desired: deployment.desiredCount,
    pending: deployment.pendingCount,
    running: deployment.runningCount,
    failed_tasks: deployment.failedTasks,
    breaker: breakerOf(service),
    minimum_percent: configuration?.minimumHealthyPercent ?? null,
    maximum_percent: configuration?.maximumPercent ?? null,
    created_at: instant(deployment.createdAt ?? 0),
    updated_at: instant(deployment.updatedAt ?? deployment.createdAt ?? 0),
    finished_at: ended ? instant(deployment.updatedAt) : null,
  };
}

function isOver({ rolloutState }: EcsDeployment): boolean {
  return rolloutState === 'COMPLETED' || rolloutState === 'FAILED';
}

const ROLLING_BACK = /rolling back/i;

/** Started, then completed, failed or rolled back: each once, with an id that a repeated look gives again. */
function rolloutEvents(
  service: EcsService,
  deployment: EcsDeployment,
  before: KnownDeployment | undefined,
  previousRevision: number | null,
  context: DeploymentContext,
): TimelineEvent[] {
  const { revision } = familyAndRevision(deployment.taskDefinition);
  const event = (
    step: string,
    type: string,
    severity: TimelineEvent['severity'],
    at: number | null,
  ): TimelineEvent => ({
    resourceId: resourceId('ecs_service', service.serviceArn),
    id: `${deployment.id}:${step}`,
    at: at ?? context.now,
    kind: 'deployment',
    type,
    severity,
    labels: context.labels,
    parentId: resourceId('ecs_cluster', service.clusterArn),
    message: deployment.rolloutStateReason ?? '',
    params: {
      deploymentId: deploymentId(service.serviceArn, deployment.id),
      revision,
      previousRevision,
      reason: deployment.rolloutStateReason,
    },
  });
  const events = before ? [] : [event('started', 'deployment_started', 'info', deployment.createdAt)];
  if (deployment.rolloutState === before?.rolloutState) return events;
  if (deployment.rolloutState === 'COMPLETED') {
    events.push(event('completed', 'deployment_completed', 'info', deployment.updatedAt));
  } else if (deployment.rolloutState === 'FAILED') {
    events.push(event('failed', 'deployment_failed', 'critical', deployment.updatedAt));
  }
  if (ROLLING_BACK.test(deployment.rolloutStateReason ?? '')) {
    events.push(event('rollback', 'rollback_started', 'critical', deployment.updatedAt));
  }
  return events;
}

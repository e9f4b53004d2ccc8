import type { ServiceDeploymentDetail } from '@danji/shared';
import type { EcsDeployment, EcsService, EcsTaskSet } from '../../aws/index.js';
import { iso } from '../describe/iso.js';
import { arnTail } from '../resource-id.js';
import type { DescribedDeployment } from './service-deployments.js';

/**
 * Rollouts of a service that CodeDeploy or something else deploys by task sets, in the form of ECS's own. AWS has no
 * state for them: the newest set is under way while another lives beside it, and has taken over once it is alone.
 * @param finishedAt when a rollout was first seen to be over (epoch ms); null where it was not
 */
export function taskSetRollouts(
  service: EcsService,
  now: number,
  finishedAt: (nativeId: string) => number | null,
): { deployments: EcsDeployment[]; described: DescribedDeployment[] } {
  const sets = service.taskSets.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
  const deployments: EcsDeployment[] = [];
  const described: DescribedDeployment[] = [];
  for (const [i, set] of sets.entries()) {
    const isUnderWay = i === 0 && sets.length > 1;
    const ended = isUnderWay ? null : (finishedAt(set.id) ?? (i === 0 ? set.updatedAt : set.createdAt));
    deployments.push(asDeployment(set, isUnderWay, ended ?? set.updatedAt));
    const others = i === 0 ? sets.slice(1) : [];
    described.push({
      serviceArn: service.serviceArn,
      nativeId: set.id,
      createdAt: set.createdAt ?? now,
      detail: detailOf(set, others, { now, finishedAt: ended }),
      asDeployment: null,
    });
  }
  return { deployments, described };
}

function asDeployment(set: EcsTaskSet, isUnderWay: boolean, updatedAt: number | null): EcsDeployment {
  return {
    id: set.id,
    status: set.status ?? '',
    taskDefinition: set.taskDefinition ?? '',
    desiredCount: set.computedDesiredCount,
    pendingCount: set.pendingCount,
    runningCount: set.runningCount,
    // Task sets have no circuit breaker, and ECS does not count their failures.
    failedTasks: 0,
    createdAt: set.createdAt,
    updatedAt,
    launchType: null,
    capacityProviderStrategy: [],
    platformVersion: null,
    rolloutState: isUnderWay ? 'IN_PROGRESS' : 'COMPLETED',
    rolloutStateReason: null,
  };
}

function detailOf(
  set: EcsTaskSet,
  others: readonly EcsTaskSet[],
  { now, finishedAt }: { now: number; finishedAt: number | null },
): ServiceDeploymentDetail {
  return {
    id: set.externalId ?? set.id,
    status: set.status,
    statusReason: null,
    stage: set.stabilityStatus,
    startedAt: iso(set.createdAt),
    finishedAt: iso(finishedAt),
    breaker: null,
    rollback: null,
    alarms: null,
    plan: null,
    target: summaryOf(set),
    sources: others.map(summaryOf),
    images: null,
    readAt: iso(now),
  };
}

function summaryOf(set: EcsTaskSet): ServiceDeploymentDetail['target'] {
  return {
    id: arnTail(set.id),
    taskDefinition: set.taskDefinition && arnTail(set.taskDefinition),
    requested: set.computedDesiredCount,
    running: set.runningCount,
    pending: set.pendingCount,
    testWeight: null,
    productionWeight: null,
    scalePercent: set.scale?.unit === 'PERCENT' ? set.scale.value : null,
  };
}

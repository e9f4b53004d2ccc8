import type { TaskSetAttributes } from '@danji/shared';
import type { EcsTaskSet } from '../../aws/index.js';
import { iso } from '../describe/iso.js';
import { arnTail } from '../resource-id.js';
import { dueInRotation } from '../rotation.js';
import { attempt, servicesOf, type DetailsContext } from './details-context.js';

const UNKNOWN_PER_SWEEP = 20;
const CONTROLLERS = new Set(['EXTERNAL', 'CODE_DEPLOY']);

/** Task sets of services that something else than ECS deploys. */
export class TaskSets {
  private readonly known = new Map<string, TaskSetAttributes[]>();
  /** When each was last asked for, whether it answered or not: one that never answers must not hold up the others. */
  private readonly askedAt = new Map<string, number>();

  async read(context: DetailsContext): Promise<void> {
    const services = servicesOf(context.clusters).filter(({ deploymentController }) =>
      CONTROLLERS.has(deploymentController?.type ?? ''),
    );
    const due = dueInRotation(
      services.map(({ serviceArn }) => serviceArn),
      (arn) => this.askedAt.get(arn),
      { ...context, unknownPerSweep: UNKNOWN_PER_SWEEP },
    );
    await Promise.all(
      due.map((arn) => {
        const service = services.find(({ serviceArn }) => serviceArn === arn);
        if (!service) return null;
        this.askedAt.set(arn, context.now);
        return attempt(context, `task sets of ${service.serviceName}`, async () => {
          const sets = await context.place.ecsDetails.taskSets(service.clusterArn, arn);
          this.known.set(arn, sets.map(describeTaskSet));
        });
      }),
    );
  }

  of(serviceArn: string): TaskSetAttributes[] | null {
    return this.known.get(serviceArn) ?? null;
  }
}

function describeTaskSet(set: EcsTaskSet): TaskSetAttributes {
  return {
    id: set.id,
    status: set.status ?? '',
    externalId: set.externalId,
    startedBy: set.startedBy,
    taskDefinition: arnTail(set.taskDefinition ?? ''),
    desired: set.computedDesiredCount,
    pending: set.pendingCount,
    running: set.runningCount,
    scalePercent: set.scale?.unit === 'PERCENT' ? set.scale.value : null,
    stability: set.stabilityStatus,
    createdAt: iso(set.createdAt),
  };
}

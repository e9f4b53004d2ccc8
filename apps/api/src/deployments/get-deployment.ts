import { Injectable } from '@nestjs/common';
import type { Context, DeploymentDetail, DeploymentItem } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { DeploymentRepository } from './deployment.repository.js';
import { toDeploymentItem } from './deployment-row.js';

/** AWS says "deployment completed" and "steady state" within seconds of the end. */
const AFTER_END_MS = 60_000;

/** GET /deployments/{id}: one rollout, step by step, with the images before and after. */
@Injectable()
export class GetDeployment {
  constructor(
    private readonly deployments: DeploymentRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND */
  async run(ctx: Context, id: string): Promise<DeploymentDetail> {
    requirePermission(ctx, 'fleet.read');
    const row = await this.deployments.byId(ctx, id);
    if (row === null) throw notFound('deployment', id);
    const item = toDeploymentItem(row);
    const before = previousArn(item);
    const [steps, images] = await Promise.all([
      this.deployments.steps(row.service_id, {
        from: row.created_at.getTime(),
        to: (item.finishedAt === null ? this.clock.now() : Date.parse(item.finishedAt)) + AFTER_END_MS,
      }),
      this.deployments.images([row.task_definition_arn, ...(before === null ? [] : [before])]),
    ]);
    const imageBefore = new Map(
      images.filter(({ arn }) => arn === before).map(({ container, image }) => [container, image]),
    );
    return {
      ...item,
      steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
      images: images
        .filter(({ arn }) => arn === row.task_definition_arn)
        .map(({ container, image }) => ({
          container,
          before: imageBefore.get(container) ?? null,
          after: image,
        })),
    };
  }
}

/** The task definition that it replaces: the same family at the previous revision. */
function previousArn({ taskDefinitionArn, previousRevision }: DeploymentItem): string | null {
  return previousRevision === null ? null : taskDefinitionArn.replace(/:\d+$/, `:${previousRevision}`);
}

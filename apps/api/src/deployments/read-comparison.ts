import { Injectable } from '@nestjs/common';
import { RolloutComparison, type Context } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { CompareDeployment } from './compare-deployment.js';
import { DeploymentRepository } from './deployment.repository.js';
import { endOf } from './deployment-row.js';
import { RolloutRepository } from './rollout.repository.js';

/** GET /deployments/{id}/comparison: old against new; as it was stored once it is final, else as of now. */
@Injectable()
export class ReadComparison {
  constructor(
    private readonly deployments: DeploymentRepository,
    private readonly rollouts: RolloutRepository,
    private readonly compare: CompareDeployment,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND */
  async run(ctx: Context, id: string): Promise<RolloutComparison> {
    requirePermission(ctx, 'fleet.read');
    const row = await this.deployments.byId(ctx, id);
    if (row === null) throw notFound('deployment', id);
    const stored = await this.rollouts.stored(row);
    if (stored !== null) return RolloutComparison.parse(stored);
    return this.compare.run(ctx, row, endOf(row), this.clock.now());
  }
}

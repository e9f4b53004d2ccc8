import { Injectable } from '@nestjs/common';
import { ROLLOUT_WATCH_MS } from '@danji/analysis';
import type { Context } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { Database, notifyChanges } from '../database/index.js';
import { CompareDeployment } from './compare-deployment.js';
import { DeploymentRepository } from './deployment.repository.js';
import { endOf } from './deployment-row.js';
import { RolloutRepository } from './rollout.repository.js';

/**
 * The job that keeps what came of each rollout: its comparison is stored thirty minutes after its end, and stays as it
 * is from then on, however long the tasks and lines behind it are kept.
 */
@Injectable()
export class CloseComparisons {
  constructor(
    private readonly deployments: DeploymentRepository,
    private readonly rollouts: RolloutRepository,
    private readonly compare: CompareDeployment,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @returns how many were stored */
  async run(ctx: Context): Promise<number> {
    const now = this.clock.now();
    const closed: string[] = [];
    for (const rollout of await this.rollouts.closable(now, ROLLOUT_WATCH_MS)) {
      const row = await this.deployments.byId(ctx, rollout.id);
      if (row === null) continue;
      const comparison = await this.compare.run(ctx, row, endOf(row), now);
      if (comparison.state !== 'final') continue;
      await this.rollouts.store(this.database.pool, rollout, comparison, now);
      closed.push(rollout.service_id);
    }
    await notifyChanges(this.database.pool, 'deployments', [...new Set(closed)]);
    return closed.length;
  }
}

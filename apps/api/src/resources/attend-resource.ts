import { Injectable } from '@nestjs/common';
import { HOT_AFTER_MS, type Context, type ResourceAttention } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { keepHot } from '../hot-resources/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { ResourceRepository } from './resource.repository.js';

/**
 * PUT /resources/{id}/attention: somebody has the page of a resource open, so it is polled each minute for ten minutes
 * more. Lists and the overview do not ask for this: each poll is paid for. @throws AppError NOT_FOUND
 */
@Injectable()
export class AttendResource {
  constructor(
    private readonly resources: ResourceRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(ctx: Context, id: string): Promise<ResourceAttention> {
    requirePermission(ctx, 'fleet.read');
    if ((await this.resources.byId(ctx, id)) === null) throw notFound('resource', id);
    const until = this.clock.now() + HOT_AFTER_MS;
    await keepHot(this.database.pool, [id], { cause: 'page_open', until });
    return { until: new Date(until).toISOString() };
  }
}

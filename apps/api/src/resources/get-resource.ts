import { Injectable } from '@nestjs/common';
import type { Context, ResourceItem } from '@danji/shared';
import { notFound, requirePermission } from '../http/index.js';
import { ListTasksAsResources } from '../tasks/index.js';
import { ResourceRepository } from './resource.repository.js';
import { toResourceItem } from './resource-row.js';

/** GET /resources/{id}: one resource, also one that is gone. @throws AppError NOT_FOUND */
@Injectable()
export class GetResource {
  constructor(
    private readonly resources: ResourceRepository,
    private readonly tasks: ListTasksAsResources,
  ) {}

  async run(ctx: Context, id: string): Promise<ResourceItem> {
    requirePermission(ctx, 'fleet.read');
    if (id.startsWith('task-')) return this.tasks.one(ctx, id);
    const row = await this.resources.byId(ctx, id);
    if (row === null) throw notFound('resource', id);
    return toResourceItem(row);
  }
}

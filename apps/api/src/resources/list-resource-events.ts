import { Injectable } from '@nestjs/common';
import type { Context, EventItem, List, ResourceEventQuery } from '@danji/shared';
import { ListEvents } from '../events/index.js';
import { GetResource } from './get-resource.js';

/** GET /resources/{id}/events: what happened to it and to what it holds. @throws AppError NOT_FOUND */
@Injectable()
export class ListResourceEvents {
  constructor(
    private readonly getResource: GetResource,
    private readonly listEvents: ListEvents,
  ) {}

  async run(ctx: Context, id: string, query: ResourceEventQuery): Promise<List<EventItem>> {
    await this.getResource.run(ctx, id);
    return this.listEvents.run(ctx, { ...query, resource: id });
  }
}

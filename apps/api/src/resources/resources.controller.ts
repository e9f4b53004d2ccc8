import { Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  EventList,
  IdParam,
  PageQuery,
  ResourceAttention,
  ResourceEventQuery,
  ResourceItem,
  ResourceList,
  ResourceQuery,
  RevisionList,
} from '@danji/shared';
import type { Context, EventItem, List, RevisionItem } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { AttendResource } from './attend-resource.js';
import { GetResource } from './get-resource.js';
import { ListResourceEvents } from './list-resource-events.js';
import { ListResources } from './list-resources.js';
import { ListRevisions } from './list-revisions.js';

@ApiTags('resources')
@Controller('resources')
export class ResourcesController {
  constructor(
    private readonly listResources: ListResources,
    private readonly getResource: GetResource,
    private readonly attendResource: AttendResource,
    private readonly listRevisions: ListRevisions,
    private readonly listEvents: ListResourceEvents,
  ) {}

  @Get()
  @Returns(ResourceList, {
    summary: 'What is watched: filtered, sorted, paged; by ARN; as it was at an instant.',
  })
  list(
    @Actor() ctx: Context,
    @Query({ schema: ResourceQuery }) query: ResourceQuery,
  ): Promise<List<ResourceItem>> {
    return this.listResources.run(ctx, query);
  }

  @Get(':id')
  @Returns(ResourceItem, { summary: 'One resource, also one that is gone.' })
  one(@Actor() ctx: Context, @Param({ schema: IdParam }) { id }: IdParam): Promise<ResourceItem> {
    return this.getResource.run(ctx, id);
  }

  @Put(':id/attention')
  @Returns(ResourceAttention, {
    summary: 'Somebody has its page open: it is polled each minute for a while.',
  })
  attend(@Actor() ctx: Context, @Param({ schema: IdParam }) { id }: IdParam): Promise<ResourceAttention> {
    return this.attendResource.run(ctx, id);
  }

  @Get(':id/revisions')
  @Returns(RevisionList, { summary: 'Every configuration that it had, newest first, with what changed.' })
  revisions(
    @Actor() ctx: Context,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<List<RevisionItem>> {
    return this.listRevisions.run(ctx, id, query);
  }

  @Get(':id/events')
  @Returns(EventList, { summary: 'What happened to it and to what it holds.' })
  events(
    @Actor() ctx: Context,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: ResourceEventQuery }) query: ResourceEventQuery,
  ): Promise<List<EventItem>> {
    return this.listEvents.run(ctx, id, query);
  }
}

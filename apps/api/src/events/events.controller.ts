import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EventList, EventQuery } from '@danji/shared';
import type { Context, EventItem, List } from '@danji/shared';
import { Actor, Returns } from '../http/index.js';
import { ListEvents } from './list-events.js';

@ApiTags('events')
@Controller('events')
export class EventsController {
  constructor(private readonly listEvents: ListEvents) {}

  @Get()
  @Returns(EventList, {
    summary:
      'Deployments, scaling, task stops, service events, configuration and state changes: one timeline.',
  })
  list(@Actor() ctx: Context, @Query({ schema: EventQuery }) query: EventQuery): Promise<List<EventItem>> {
    return this.listEvents.run(ctx, query);
  }
}

import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EventList, EventQuery, PostedEvent, PostedEventAnswer } from '@danji/shared';
import type { Context, EventItem, List } from '@danji/shared';
import { AcceptsToken, Actor, IdempotencyKey, Returns, TakesIdempotencyKey } from '../http/index.js';
import { ListEvents } from './list-events.js';
import { PostEvent } from './post-event.js';

@ApiTags('events')
@Controller('events')
export class EventsController {
  constructor(
    private readonly listEvents: ListEvents,
    private readonly postEvent: PostEvent,
  ) {}

  @Get()
  @Returns(EventList, {
    summary:
      'Deployments, scaling, task stops, service events, configuration and state changes: one timeline.',
  })
  list(@Actor() ctx: Context, @Query({ schema: EventQuery }) query: EventQuery): Promise<List<EventItem>> {
    return this.listEvents.run(ctx, query);
  }

  @Post()
  @HttpCode(200)
  @AcceptsToken('events:write')
  @TakesIdempotencyKey()
  @Returns(PostedEventAnswer, {
    summary:
      'Adds what a person or a pipeline did: a line of the timeline, a mark on the charts it is about.',
  })
  post(
    @Actor() ctx: Context,
    @Body({ schema: PostedEvent }) event: PostedEvent,
    @IdempotencyKey() key: string | null,
  ): Promise<PostedEventAnswer> {
    return this.postEvent.run(ctx, event, key);
  }
}

import { Module } from '@nestjs/common';
import { CommitsReadModule } from '../commits/index.js';
import { EventRepository } from './event.repository.js';
import { EventsController } from './events.controller.js';
import { ListEvents } from './list-events.js';
import { PostEvent } from './post-event.js';
import { PostedEventRepository } from './posted-event.repository.js';

/** The timeline for other features, without routes: a worker reads it too. */
@Module({
  imports: [CommitsReadModule],
  providers: [EventRepository, ListEvents],
  exports: [EventRepository, ListEvents],
})
export class EventsReadModule {}

@Module({
  imports: [EventsReadModule],
  controllers: [EventsController],
  providers: [PostedEventRepository, PostEvent],
  exports: [EventsReadModule],
})
export class EventsModule {}

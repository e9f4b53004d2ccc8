import { Module } from '@nestjs/common';
import { CommitsModule } from '../commits/index.js';
import { EventRepository } from './event.repository.js';
import { EventsController } from './events.controller.js';
import { ListEvents } from './list-events.js';
import { PostEvent } from './post-event.js';
import { PostedEventRepository } from './posted-event.repository.js';

@Module({
  imports: [CommitsModule],
  controllers: [EventsController],
  providers: [EventRepository, PostedEventRepository, ListEvents, PostEvent],
  exports: [ListEvents],
})
export class EventsModule {}

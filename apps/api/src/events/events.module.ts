import { Module } from '@nestjs/common';
import { EventRepository } from './event.repository.js';
import { EventsController } from './events.controller.js';
import { ListEvents } from './list-events.js';

@Module({ controllers: [EventsController], providers: [EventRepository, ListEvents], exports: [ListEvents] })
export class EventsModule {}

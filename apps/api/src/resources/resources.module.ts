import { Module } from '@nestjs/common';
import { EventsModule } from '../events/index.js';
import { MetricsReadModule } from '../metrics/index.js';
import { TasksModule } from '../tasks/index.js';
import { AttendResource } from './attend-resource.js';
import { GetResource } from './get-resource.js';
import { ListResourceEvents } from './list-resource-events.js';
import { ListResources } from './list-resources.js';
import { ListRevisions } from './list-revisions.js';
import { ResourceRepository } from './resource.repository.js';
import { ResourcesController } from './resources.controller.js';

@Module({
  imports: [MetricsReadModule, TasksModule, EventsModule],
  controllers: [ResourcesController],
  providers: [
    ResourceRepository,
    ListResources,
    GetResource,
    AttendResource,
    ListRevisions,
    ListResourceEvents,
  ],
  exports: [GetResource],
})
export class ResourcesModule {}

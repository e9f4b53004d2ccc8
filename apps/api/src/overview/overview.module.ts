import { Module } from '@nestjs/common';
import { EventsModule } from '../events/index.js';
import { MetricsReadModule } from '../metrics/index.js';
import { OverviewController } from './overview.controller.js';
import { OverviewRepository } from './overview.repository.js';
import { ReadOverview } from './read-overview.js';

@Module({
  imports: [MetricsReadModule, EventsModule],
  controllers: [OverviewController],
  providers: [OverviewRepository, ReadOverview],
})
export class OverviewModule {}

import { Module } from '@nestjs/common';
import { InteractiveAwsModule } from '../interactive-aws/index.js';
import { MetricsReadModule } from '../metrics/index.js';
import { UsageRepository } from '../usage-collection/index.js';
import { EnsureUsage } from './ensure-usage.js';
import { ReadHostMetrics } from './host-metrics.js';
import { ReadUsage } from './read-usage.js';
import { SubjectRepository } from './subject.repository.js';
import { UsageController } from './usage.controller.js';

/**
 * Per-task use. Features that split by revision provide `UsageRepository` of usage-collection and read
 * `ofTasks(taskIds, from, to)` with the ids of the task runs that they have (Danji's `task-…`, epoch ms, whole minutes):
 * minutes of CPU units, MiB and bytes a second, NaN where nothing is known. `fetchUsage` reads from AWS what is not stored.
 */
@Module({
  imports: [InteractiveAwsModule, MetricsReadModule],
  controllers: [UsageController],
  providers: [SubjectRepository, UsageRepository, EnsureUsage, ReadHostMetrics, ReadUsage],
})
export class UsageModule {}

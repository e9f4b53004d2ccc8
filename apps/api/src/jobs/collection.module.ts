import { Module } from '@nestjs/common';
import { AlertJobModule } from '../alerts/index.js';
import { RolloutJobModule } from '../deployments/index.js';
import { MetricsCollectionModule } from '../metrics-collection/index.js';
import { NotificationJobModule } from '../notifications/index.js';
import { RecommendationJobModule } from '../recommendations/index.js';
import { ReportJobModule } from '../reports/index.js';
import { Collector } from './collector.js';

/** Everything that reads AWS; imported wherever the process is not only an API. */
@Module({
  imports: [
    AlertJobModule,
    NotificationJobModule,
    MetricsCollectionModule,
    RecommendationJobModule,
    RolloutJobModule,
    ReportJobModule,
  ],
  providers: [Collector],
})
export class CollectionModule {}

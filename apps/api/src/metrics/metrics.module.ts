import { Module } from '@nestjs/common';
import { ListCatalogue } from './list-catalogue.js';
import { MetricRepository } from './metric.repository.js';
import { MetricsController } from './metrics.controller.js';
import { QueryMetrics } from './query-metrics.js';
import { ReadBuckets } from './read-buckets.js';
import { ReadSparks } from './read-sparks.js';

@Module({
  controllers: [MetricsController],
  providers: [MetricRepository, ReadBuckets, ReadSparks, QueryMetrics, ListCatalogue],
  exports: [QueryMetrics, ReadSparks],
})
export class MetricsModule {}

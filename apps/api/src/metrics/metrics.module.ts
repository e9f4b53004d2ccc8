import { Module } from '@nestjs/common';
import { ListCatalogue } from './list-catalogue.js';
import { MetricRepository } from './metric.repository.js';
import { MetricsController } from './metrics.controller.js';
import { QueryMetrics } from './query-metrics.js';
import { ReadBuckets } from './read-buckets.js';
import { ReadMetrics } from './read-metrics.js';
import { ReadSparks } from './read-sparks.js';

@Module({
  controllers: [MetricsController],
  providers: [MetricRepository, ReadBuckets, ReadMetrics, ReadSparks, QueryMetrics, ListCatalogue],
  exports: [ReadMetrics, ReadSparks],
})
export class MetricsModule {}

import { Module } from '@nestjs/common';
import { MetricRepository } from './metric.repository.js';
import { ReadBuckets } from './read-buckets.js';
import { ReadMetrics } from './read-metrics.js';
import { ReadSparks } from './read-sparks.js';

/** Stored metrics for other features, without the routes: a worker reads them too. */
@Module({
  providers: [MetricRepository, ReadBuckets, ReadMetrics, ReadSparks],
  exports: [MetricRepository, ReadBuckets, ReadMetrics, ReadSparks],
})
export class MetricsReadModule {}

import { Module } from '@nestjs/common';
import { MetricCatalogue } from '@danji/shared';
import { CONFIG, type Config } from '../config/index.js';
import { MetricRepository } from './metric.repository.js';
import { ReadBuckets } from './read-buckets.js';
import { ReadMetrics } from './read-metrics.js';
import { ReadSparks } from './read-sparks.js';

const catalogue = {
  provide: MetricCatalogue,
  inject: [CONFIG],
  useFactory: ({ addedMetrics }: Config) => new MetricCatalogue(addedMetrics),
};

/** Stored metrics for other features, without the routes: a worker reads them too. */
@Module({
  providers: [catalogue, MetricRepository, ReadBuckets, ReadMetrics, ReadSparks],
  exports: [MetricCatalogue, MetricRepository, ReadBuckets, ReadMetrics, ReadSparks],
})
export class MetricsReadModule {}

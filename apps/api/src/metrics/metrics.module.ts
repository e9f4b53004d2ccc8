import { Module } from '@nestjs/common';
import { ListCatalogue } from './list-catalogue.js';
import { MetricsReadModule } from './metrics-read.module.js';
import { MetricsController } from './metrics.controller.js';
import { QueryMetrics } from './query-metrics.js';

@Module({
  imports: [MetricsReadModule],
  controllers: [MetricsController],
  providers: [QueryMetrics, ListCatalogue],
})
export class MetricsModule {}

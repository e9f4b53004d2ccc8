import { Module } from '@nestjs/common';
import { InteractiveAwsModule } from '../interactive-aws/index.js';
import { AskCloudWatch } from './ask-cloudwatch.js';
import { ListCatalogue } from './list-catalogue.js';
import { MetricsReadModule } from './metrics-read.module.js';
import { MetricsController } from './metrics.controller.js';
import { QueryExact } from './query-exact.js';
import { QueryMetrics } from './query-metrics.js';

@Module({
  imports: [MetricsReadModule, InteractiveAwsModule],
  controllers: [MetricsController],
  providers: [QueryMetrics, QueryExact, AskCloudWatch, ListCatalogue],
})
export class MetricsModule {}

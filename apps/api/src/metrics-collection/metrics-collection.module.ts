import { Module } from '@nestjs/common';
import { MetricsCollector } from './metrics-collector.js';

/** Collection of CloudWatch metrics; the jobs call MetricsCollector. */
@Module({ providers: [MetricsCollector], exports: [MetricsCollector] })
export class MetricsCollectionModule {}

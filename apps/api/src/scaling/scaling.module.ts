import { Module } from '@nestjs/common';
import { MetricsReadModule } from '../metrics/index.js';
import { ReadScaling } from './read-scaling.js';
import { ScalingController } from './scaling.controller.js';
import { ScalingRepository } from './scaling.repository.js';

@Module({
  imports: [MetricsReadModule],
  controllers: [ScalingController],
  providers: [ScalingRepository, ReadScaling],
})
export class ScalingModule {}

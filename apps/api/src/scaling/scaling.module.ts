import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/index.js';
import { ReadScaling } from './read-scaling.js';
import { ScalingController } from './scaling.controller.js';
import { ScalingRepository } from './scaling.repository.js';

@Module({
  imports: [MetricsModule],
  controllers: [ScalingController],
  providers: [ScalingRepository, ReadScaling],
})
export class ScalingModule {}

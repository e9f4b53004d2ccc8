import { Module } from '@nestjs/common';
import { MetricsReadModule } from '../metrics/index.js';
import { JudgeScaling } from './judge-scaling.js';
import { ReadScaling } from './read-scaling.js';
import { ReadScalingOverview } from './read-scaling-overview.js';
import { ScalingController } from './scaling.controller.js';
import { ScalingRepository } from './scaling.repository.js';

@Module({
  imports: [MetricsReadModule],
  controllers: [ScalingController],
  providers: [ScalingRepository, JudgeScaling, ReadScaling, ReadScalingOverview],
})
export class ScalingModule {}

import { Module } from '@nestjs/common';
import { CapacityModule } from '../capacity/index.js';
import { MetricsReadModule } from '../metrics/index.js';
import { FindScaleOutLimit } from './find-scale-out-limit.js';
import { JudgeScaling } from './judge-scaling.js';
import { ReadScaling } from './read-scaling.js';
import { ReadScalingOverview } from './read-scaling-overview.js';
import { ScalingController } from './scaling.controller.js';
import { ScalingRepository } from './scaling.repository.js';

@Module({
  imports: [MetricsReadModule, CapacityModule],
  controllers: [ScalingController],
  providers: [ScalingRepository, JudgeScaling, FindScaleOutLimit, ReadScaling, ReadScalingOverview],
})
export class ScalingModule {}

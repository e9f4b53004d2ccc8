import { Module } from '@nestjs/common';
import { MetricsReadModule } from '../metrics/index.js';
import { ResourcesModule } from '../resources/index.js';
import { LaunchTypeCostController } from './launch-type-cost.controller.js';
import { ReadLaunchTypeCost } from './read-launch-type-cost.js';

@Module({
  imports: [MetricsReadModule, ResourcesModule],
  controllers: [LaunchTypeCostController],
  providers: [ReadLaunchTypeCost],
})
export class LaunchTypeCostModule {}

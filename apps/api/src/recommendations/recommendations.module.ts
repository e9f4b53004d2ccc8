import { Module } from '@nestjs/common';
import { MetricsReadModule } from '../metrics/index.js';
import { ComputeRecommendations } from './compute-recommendations.js';
import { GetRecommendation } from './get-recommendation.js';
import { HistoryRepository } from './history.repository.js';
import { ListRecommendations } from './list-recommendations.js';
import { RecommendationRepository } from './recommendation.repository.js';
import { RecommendationsController } from './recommendations.controller.js';
import { FargateTaskSizeRule } from './rules/fargate-task-size.rule.js';
import { IdleEc2InstanceRule } from './rules/idle-ec2-instance.rule.js';
import { ReadFleet } from './rules/fleet-subjects.js';
import { RdsStorageFullRule } from './rules/rds-storage-full.rule.js';
import { ServiceMaximumRule } from './rules/service-maximum.rule.js';
import { SizeRule } from './rules/size.rule.js';

/** The job alone, without routes: what a worker imports. */
@Module({
  imports: [MetricsReadModule],
  providers: [
    HistoryRepository,
    RecommendationRepository,
    FargateTaskSizeRule,
    IdleEc2InstanceRule,
    RdsStorageFullRule,
    ServiceMaximumRule,
    SizeRule,
    ReadFleet,
    ComputeRecommendations,
  ],
  exports: [ComputeRecommendations, RecommendationRepository],
})
export class RecommendationJobModule {}

@Module({
  imports: [RecommendationJobModule],
  controllers: [RecommendationsController],
  providers: [ListRecommendations, GetRecommendation],
})
export class RecommendationsModule {}

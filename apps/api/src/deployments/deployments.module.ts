import { Module } from '@nestjs/common';
import { CommitsModule } from '../commits/index.js';
import { MetricsReadModule } from '../metrics/index.js';
import { CloseComparisons } from './close-comparisons.js';
import { CompareDeployment } from './compare-deployment.js';
import { DeploymentRepository } from './deployment.repository.js';
import { DeploymentsController } from './deployments.controller.js';
import { GetDeployment } from './get-deployment.js';
import { ListDeployments } from './list-deployments.js';
import { ReadComparison } from './read-comparison.js';
import { ReadStretches } from './read-stretches.js';
import { RolloutRepository } from './rollout.repository.js';

/** The job alone, without routes: what a worker imports. */
@Module({
  imports: [MetricsReadModule],
  providers: [DeploymentRepository, RolloutRepository, ReadStretches, CompareDeployment, CloseComparisons],
  exports: [DeploymentRepository, RolloutRepository, CompareDeployment, CloseComparisons],
})
export class RolloutJobModule {}

@Module({
  imports: [RolloutJobModule, CommitsModule],
  controllers: [DeploymentsController],
  providers: [ListDeployments, GetDeployment, ReadComparison],
})
export class DeploymentsModule {}

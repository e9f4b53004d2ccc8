import { Module } from '@nestjs/common';
import { DeploymentRepository } from './deployment.repository.js';
import { DeploymentsController } from './deployments.controller.js';
import { GetDeployment } from './get-deployment.js';
import { ListDeployments } from './list-deployments.js';

@Module({
  controllers: [DeploymentsController],
  providers: [DeploymentRepository, ListDeployments, GetDeployment],
})
export class DeploymentsModule {}

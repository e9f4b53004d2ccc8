import type { EcsView } from '../../ecs-view.js';
import type { ClusterState, RegionState } from '../../simulation/region-state.js';
import type { ServiceState } from '../../simulation/service-state.js';
import { protectedUntil } from '../../simulation/task-protection.js';
import type { AwsRecord, VirtualClock } from '../../types.js';
import { present } from '../record.js';
import { taskArn } from '../task-view.js';
import { capacityProviderViews } from './capacity-provider-view.js';
import { serviceDeploymentView } from './service-deployment-view.js';
import { serviceRevisionView } from './service-revision-view.js';
import { taskSetView } from './task-set-view.js';

/** The ECS answers of one region at the clock's now. */
export class EcsAnswers implements EcsView {
  constructor(
    private readonly state: RegionState,
    private readonly clock: VirtualClock,
  ) {}

  private find(serviceArn: string): { cluster: ClusterState; service: ServiceState } | undefined {
    for (const cluster of this.state.clusters) {
      const service = cluster.services.find(({ plan }) => plan.arn === serviceArn);
      if (service) return { cluster, service };
    }
    return undefined;
  }

  taskDefinitions(): AwsRecord[] {
    return this.state.revisions
      .list()
      .map(({ arn, family, revision, status }) => ({ taskDefinitionArn: arn, family, revision, status }));
  }

  capacityProviders(): AwsRecord[] {
    return capacityProviderViews(this.state);
  }

  serviceDeployments(serviceArn: string): AwsRecord[] {
    const found = this.find(serviceArn);
    // CodeDeploy keeps its own history.
    if (!found || found.service.plan.rollout.controller !== 'ECS') return [];
    const { cluster, service } = found;
    return service.deploymentHistory.map((deployment) =>
      serviceDeploymentView(cluster, service, deployment, this.clock.now()),
    );
  }

  serviceRevisions(serviceArn: string): AwsRecord[] {
    const found = this.find(serviceArn);
    if (!found || found.service.plan.rollout.controller !== 'ECS') return [];
    const { cluster, service } = found;
    return service.deploymentHistory.map((deployment) => serviceRevisionView(cluster, service, deployment));
  }

  taskSets(serviceArn: string): AwsRecord[] {
    const found = this.find(serviceArn);
    if (!found || found.service.plan.rollout.controller === 'ECS') return [];
    const { cluster, service } = found;
    return service.deployments.map((deployment) =>
      taskSetView(cluster, service, deployment, this.clock.now()),
    );
  }

  taskProtections(clusterArn: string): AwsRecord[] {
    const now = this.clock.now();
    const cluster = this.state.clusters.find(({ plan }) => plan.arn === clusterArn);
    const runs = cluster?.services.flatMap((service) => [...service.live]) ?? [];
    return runs.map((run) => {
      const until = protectedUntil(run, now);
      return present({
        taskArn: cluster && taskArn(cluster, run),
        protectionEnabled: until !== undefined,
        expirationDate: until === undefined ? undefined : new Date(until),
      });
    });
  }
}

import type { ClusterState } from '../../simulation/region-state.js';
import type { Deployment, ServiceState } from '../../simulation/service-state.js';
import type { AwsRecord } from '../../types.js';
import { present } from '../record.js';
import { isFargate, loadBalancers, networkConfiguration } from '../service-parts.js';
import { containerImages } from '../task-definition-view.js';
import { serviceRevisionArn } from './service-deployment-view.js';

/** What a deployment ran, as DescribeServiceRevisions answers it: it stays as it was. */
export function serviceRevisionView(
  cluster: ClusterState,
  service: ServiceState,
  deployment: Deployment,
): AwsRecord {
  const { plan } = service;
  const balanced = loadBalancers(service);
  // A digest is known once the image was pulled.
  const isKnown = deployment.fault?.kind !== 'image-pull';
  return present({
    serviceRevisionArn: serviceRevisionArn(cluster, service, deployment),
    serviceArn: plan.arn,
    clusterArn: cluster.plan.arn,
    taskDefinition: deployment.revision.arn,
    capacityProviderStrategy: plan.strategy,
    launchType: plan.launchType,
    platformVersion: isFargate(service) ? '1.4.0' : undefined,
    platformFamily: isFargate(service) ? 'Linux' : undefined,
    loadBalancers: balanced,
    serviceRegistries: [],
    networkConfiguration: networkConfiguration(service),
    containerImages: containerImages(deployment.revision, cluster.region.ids).map((image) =>
      present({ ...image, imageDigest: isKnown ? image.imageDigest : undefined }),
    ),
    guardDutyEnabled: false,
    createdAt: new Date(deployment.createdAt),
  });
}

import type { AwsRecord } from './aws-record.js';

/** What ECS keeps beside clusters, services and tasks: revisions, capacity providers and the history of rollouts. */
export interface EcsView {
  /** Every revision of every family, `{taskDefinitionArn, family, revision, status}`. */
  taskDefinitions(): AwsRecord[];
  capacityProviders(): AwsRecord[];
  /** Service deployments of a service as DescribeServiceDeployments answers them. */
  serviceDeployments(serviceArn: string): AwsRecord[];
  serviceRevisions(serviceArn: string): AwsRecord[];
  /** Task sets that are not gone; none where ECS itself rolls out. */
  taskSets(serviceArn: string): AwsRecord[];
  /** Protection of every task of a service in a cluster, as GetTaskProtection answers it. */
  taskProtections(clusterArn: string): AwsRecord[];
}

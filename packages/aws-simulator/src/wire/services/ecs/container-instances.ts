import type { AwsRecord } from '../../../world/types.js';
import type { Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, text } from '../../request/record.js';
import { ecsInvalid } from '../faults.js';
import { describe, inCluster, INVALID_TOKEN, requireCluster, withoutMembers } from './identifiers.js';

const STATUSES = ['ACTIVE', 'DRAINING', 'REGISTERING', 'DEREGISTERING', 'REGISTRATION_FAILED'] as const;

export const listContainerInstances: Operation = {
  service: 'ecs',
  name: 'ListContainerInstances',
  bucket: () => ({ bucket: 'ecs:cluster-resource-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'cluster'),
  run(call) {
    const cluster = requireCluster(call);
    const status = call.params.oneOf('status', STATUSES);
    const filter = call.params.string('filter');
    if (filter !== undefined) {
      throw ecsInvalid(`The cluster query '${filter}' is not supported by the simulator: leave filter out.`);
    }
    const instances = call.view
      .containerInstances(text(cluster, 'clusterArn'))
      .filter((instance) =>
        status === undefined ? instance['status'] !== 'INACTIVE' : instance['status'] === status,
      );
    const page = paginate(instances, (instance) => text(instance, 'containerInstanceArn'), {
      size: call.params.integer('maxResults', 1, 100) ?? 100,
      token: call.params.string('nextToken'),
      context: `ListContainerInstances ${cluster['clusterArn']} ${status}`,
      invalid: INVALID_TOKEN,
    });
    return {
      containerInstanceArns: page.items.map((instance) => instance['containerInstanceArn']),
      nextToken: page.token,
    };
  },
};

export const describeContainerInstances: Operation = {
  service: 'ecs',
  name: 'DescribeContainerInstances',
  bucket: () => ({ bucket: 'ecs:cluster-resource-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'cluster', 'containerInstances'),
  run(call) {
    const cluster = requireCluster(call);
    const include = call.params.manyOf('include', ['TAGS', 'CONTAINER_INSTANCE_HEALTH']);
    const arns = call.params
      .requiredStrings('containerInstances', 100)
      .map((id) => inCluster(call, 'container-instance', cluster, id));
    const all = call.view.containerInstances(text(cluster, 'clusterArn'));
    const { found, failures } = describe(all, 'containerInstanceArn', arns);
    const asked = (instance: AwsRecord): AwsRecord =>
      withoutMembers(
        instance,
        include.includes('TAGS') ? [] : ['tags'],
        include.includes('CONTAINER_INSTANCE_HEALTH') ? [] : ['healthStatus'],
      );
    return { containerInstances: found.map(asked), failures };
  },
};

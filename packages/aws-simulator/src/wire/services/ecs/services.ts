import { AwsError } from '../../aws-error.js';
import type { Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, text } from '../../request/record.js';
import { describe, inCluster, INVALID_TOKEN, requireCluster, withoutMembers } from './identifiers.js';

export const LAUNCH_TYPES = ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'] as const;

export const listServices: Operation = {
  service: 'ecs',
  name: 'ListServices',
  bucket: () => ({ bucket: 'ecs:service-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'cluster'),
  run(call) {
    const cluster = requireCluster(call);
    const launchType = call.params.oneOf('launchType', LAUNCH_TYPES);
    const strategy = call.params.oneOf('schedulingStrategy', ['REPLICA', 'DAEMON']);
    call.params.oneOf('resourceManagementType', ['CUSTOMER', 'ECS']);
    const services = call.view
      .services(text(cluster, 'clusterArn'))
      .filter((service) => service['status'] !== 'INACTIVE')
      .filter((service) => launchType === undefined || service['launchType'] === launchType)
      .filter((service) => strategy === undefined || service['schedulingStrategy'] === strategy);
    const page = paginate(services, (service) => text(service, 'serviceArn'), {
      size: call.params.integer('maxResults', 1, 100) ?? 10,
      token: call.params.string('nextToken'),
      context: `ListServices ${cluster['clusterArn']} ${launchType} ${strategy}`,
      invalid: INVALID_TOKEN,
    });
    return { serviceArns: page.items.map((service) => service['serviceArn']), nextToken: page.token };
  },
};

export const describeServices: Operation = {
  service: 'ecs',
  name: 'DescribeServices',
  bucket: () => ({ bucket: 'ecs:service-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'cluster', 'services'),
  run(call) {
    const cluster = requireCluster(call);
    const include = call.params.manyOf('include', ['TAGS']);
    const arns = call.params
      .requiredStrings('services', 10)
      .map((name) => inCluster(call, 'service', cluster, name));
    const services = call.view.services(text(cluster, 'clusterArn'));
    const { found, failures } = describe(services, 'serviceArn', arns);
    return {
      services: include.includes('TAGS')
        ? found
        : found.map((service) => withoutMembers(service, [], ['tags'])),
      failures,
    };
  },
};

export function serviceNotFound(): AwsError {
  return new AwsError('ServiceNotFoundException', 'Service not found.');
}

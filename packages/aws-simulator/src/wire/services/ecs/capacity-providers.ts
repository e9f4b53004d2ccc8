import type { AwsRecord } from '../../../world/types.js';
import type { Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, text } from '../../request/record.js';
import { describe, ecsArn, INVALID_TOKEN, requireCluster, withoutMembers } from './identifiers.js';

export const describeCapacityProviders: Operation = {
  service: 'ecs',
  name: 'DescribeCapacityProviders',
  bucket: () => ({ bucket: 'ecs:capacity-provider-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'capacityProviders', 'cluster'),
  run(call) {
    const include = call.params.manyOf('include', ['TAGS']);
    const named = call.params.strings('capacityProviders', 100);
    const arns = named.map((name) =>
      name.startsWith('arn:') ? name : ecsArn(call, 'capacity-provider', name),
    );
    const cluster = call.params.string('cluster') === undefined ? undefined : requireCluster(call);
    const associated = cluster && new Set(looseStrings(cluster, 'capacityProviders'));
    const all = call.view.ecs
      .capacityProviders()
      .filter((one) => associated === undefined || associated.has(text(one, 'name')));
    const { found, failures } =
      named.length > 0 ? describe(all, 'capacityProviderArn', arns) : { found: all, failures: [] };
    const page = paginate(found, (one) => text(one, 'capacityProviderArn'), {
      size: call.params.integer('maxResults', 1, 10) ?? 10,
      token: call.params.string('nextToken'),
      context: JSON.stringify(['DescribeCapacityProviders', named, cluster?.['clusterArn']]),
      invalid: INVALID_TOKEN,
    });
    const asked = (one: AwsRecord): AwsRecord =>
      include.includes('TAGS') ? one : withoutMembers(one, ['tags'], []);
    return { capacityProviders: page.items.map(asked), failures, nextToken: page.token };
  },
};

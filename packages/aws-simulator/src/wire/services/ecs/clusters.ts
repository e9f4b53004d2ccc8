import type { AwsRecord } from '../../../world/types.js';
import type { Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, text } from '../../request/record.js';
import { describe, ecsArn, INVALID_TOKEN, withoutMembers } from './identifiers.js';

const INCLUDES = ['ATTACHMENTS', 'CONFIGURATIONS', 'SETTINGS', 'STATISTICS', 'TAGS'] as const;

export const listClusters: Operation = {
  service: 'ecs',
  name: 'ListClusters',
  bucket: () => ({ bucket: 'ecs:cluster-read', cost: 1 }),
  resources: () => [],
  run(call) {
    const page = paginate(
      call.view.clusters().filter((cluster) => cluster['status'] !== 'INACTIVE'),
      (cluster) => text(cluster, 'clusterArn'),
      {
        size: call.params.integer('maxResults', 1, 100) ?? 100,
        token: call.params.string('nextToken'),
        context: 'ListClusters',
        invalid: INVALID_TOKEN,
      },
    );
    return { clusterArns: page.items.map((cluster) => cluster['clusterArn']), nextToken: page.token };
  },
};

export const describeClusters: Operation = {
  service: 'ecs',
  name: 'DescribeClusters',
  bucket: () => ({ bucket: 'ecs:cluster-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'clusters'),
  run(call) {
    const include = call.params.manyOf('include', INCLUDES);
    const named = call.params.strings('clusters', 100);
    const arns = (named.length > 0 ? named : ['default']).map((name) =>
      name.startsWith('arn:') ? name : ecsArn(call, 'cluster', name),
    );
    const { found, failures } = describe(call.view.clusters(), 'clusterArn', arns);
    return { clusters: found.map((cluster) => asked(cluster, include)), failures };
  },
};

/** Without `include` ECS answers empty lists for statistics, tags and settings, and no configuration. */
function asked(cluster: AwsRecord, include: (typeof INCLUDES)[number][]): AwsRecord {
  const lists = [
    ['STATISTICS', 'statistics'],
    ['TAGS', 'tags'],
    ['SETTINGS', 'settings'],
  ] as const;
  const emptied = lists.filter(([flag]) => !include.includes(flag)).map(([, member]) => member);
  const dropped: string[] = [];
  if (!include.includes('CONFIGURATIONS')) dropped.push('configuration');
  if (!include.includes('ATTACHMENTS')) dropped.push('attachments', 'attachmentsStatus');
  return withoutMembers(cluster, emptied, dropped);
}

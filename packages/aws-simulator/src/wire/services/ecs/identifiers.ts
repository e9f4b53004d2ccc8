import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call } from '../../operation.js';
import { text } from '../../request/record.js';
import { ecsInvalid } from '../faults.js';

/** The cluster that a request names by short name or ARN (`default` when absent); ClusterNotFoundException else. */
export function requireCluster(call: Call): AwsRecord {
  const named = call.params.string('cluster') ?? 'default';
  const cluster = call.view
    .clusters()
    .find((candidate) => candidate['clusterArn'] === named || candidate['clusterName'] === named);
  if (!cluster) throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
  return cluster;
}

/**
 * The service that a request names by `service` (short name or ARN) and `cluster`; an ARN names its cluster itself.
 * ClusterNotFoundException or ServiceNotFoundException else.
 */
export function requireService(call: Call): AwsRecord {
  const named = call.params.requiredString('service');
  const [, inArn] = /^arn:aws[a-z-]*:ecs:[^:]+:\d+:service\/([^/]+)\/[^/]+$/.exec(named) ?? [];
  const cluster =
    inArn !== undefined && call.params.string('cluster') === undefined
      ? call.view.clusters().find((candidate) => candidate['clusterName'] === inArn)
      : requireCluster(call);
  if (!cluster) throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
  const arn = inCluster(call, 'service', cluster, named);
  const service = call.view
    .services(text(cluster, 'clusterArn'))
    .find((candidate) => candidate['serviceArn'] === arn && candidate['status'] !== 'INACTIVE');
  if (!service) throw new AwsError('ServiceNotFoundException', 'Service not found.');
  return service;
}

/** `arn:aws:ecs:REGION:ACCOUNT:KIND/…` for an id that is not one already. */
export function ecsArn(call: Call, kind: string, ...path: string[]): string {
  return `arn:aws:ecs:${call.view.region}:${call.view.accountId}:${kind}/${path.join('/')}`;
}

/**
 * The full ARN for an id or ARN of a kind that lives in a cluster. An ARN of another cluster is refused as ECS does.
 */
export function inCluster(call: Call, kind: string, cluster: AwsRecord, idOrArn: string): string {
  const clusterName = text(cluster, 'clusterName');
  if (!idOrArn.startsWith('arn:')) return ecsArn(call, kind, clusterName, idOrArn);
  const [, account = '', path = ''] = /^arn:aws[a-z-]*:ecs:[a-z0-9-]+:(\d+):(.+)$/.exec(idOrArn) ?? [];
  const [foundKind, foundCluster] = path.split('/');
  if (foundKind !== kind) throw ecsInvalid('Invalid identifier: Unexpected number of separators');
  if (account !== call.view.accountId) {
    throw ecsInvalid(`Identifier is for ${account}. Your accountId is ${call.view.accountId}`);
  }
  if (foundCluster !== clusterName) {
    throw ecsInvalid(
      `Invalid identifier: Identifier is for cluster ${foundCluster}. Your cluster is ${clusterName}`,
    );
  }
  return idOrArn;
}

export interface Described {
  found: AwsRecord[];
  failures: AwsRecord[];
}

/** Looks ARNs up among records; what is not there is a failure with the reason MISSING, not an error. */
export function describe(all: AwsRecord[], arnMember: string, arns: string[]): Described {
  const byArn = new Map(all.map((record) => [record[arnMember], record]));
  const found: AwsRecord[] = [];
  const failures: AwsRecord[] = [];
  for (const arn of new Set(arns)) {
    const record = byArn.get(arn);
    if (record) found.push(record);
    else failures.push({ arn, reason: 'MISSING' });
  }
  return { found, failures };
}

/** A copy of the record in which members that were not asked for are emptied (`[]`) or dropped. */
export function withoutMembers(record: AwsRecord, emptied: string[], dropped: string[]): AwsRecord {
  const copy = { ...record };
  for (const member of emptied) copy[member] = [];
  for (const member of dropped) delete copy[member];
  return copy;
}

/** One page of ARNs under ECS's parameter names. */
export const INVALID_TOKEN = (): AwsError => ecsInvalid('Invalid token');

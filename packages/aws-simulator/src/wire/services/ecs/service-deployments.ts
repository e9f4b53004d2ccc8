import type { AwsRecord } from '../../../world/types.js';
import type { Call, Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, nested, text } from '../../request/record.js';
import { ecsInvalid } from '../faults.js';
import { describe, INVALID_TOKEN, requireService } from './identifiers.js';

const STATUSES = [
  'PENDING',
  'SUCCESSFUL',
  'STOPPED',
  'STOP_REQUESTED',
  'IN_PROGRESS',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
  'ROLLBACK_SUCCESSFUL',
  'ROLLBACK_FAILED',
] as const;

const BRIEF = [
  'serviceDeploymentArn',
  'serviceArn',
  'clusterArn',
  'startedAt',
  'createdAt',
  'finishedAt',
  'status',
  'statusReason',
] as const;

export const listServiceDeployments: Operation = {
  service: 'ecs',
  name: 'ListServiceDeployments',
  bucket: () => ({ bucket: 'ecs:service-deployment-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'service', 'cluster'),
  run(call) {
    call.params.requiredString('service');
    const arn = text(requireService(call), 'serviceArn');
    const statuses = call.params.manyOf('status', STATUSES);
    const { after, before } = createdWithin(call);
    const found = call.view.ecs.serviceDeployments(arn).filter((one) => {
      const at = createdAt(one);
      return (
        at >= after &&
        at <= before &&
        (statuses.length === 0 || statuses.some((status) => status === one['status']))
      );
    });
    const page = paginate(
      found,
      (one) => `${String(createdAt(one)).padStart(14, '0')} ${text(one, 'serviceDeploymentArn')}`,
      {
        size: call.params.integer('maxResults', 1, 100) ?? 20,
        token: call.params.string('nextToken'),
        context: JSON.stringify(['ListServiceDeployments', arn, statuses, after, before]),
        invalid: INVALID_TOKEN,
        descending: true,
      },
    );
    return { serviceDeployments: page.items.map(brief), nextToken: page.token };
  },
};

function createdAt(deployment: AwsRecord): number {
  const at = deployment['createdAt'];
  if (!(at instanceof Date)) throw new TypeError('The world gave a service deployment without createdAt.');
  return at.getTime();
}

/** `createdAt: {before, after}`, seconds since the epoch on the wire. */
function createdWithin(call: Call): { after: number; before: number } {
  const { after, before } = nested(call.input, 'createdAt');
  const millis = (name: string, value: unknown, open: number): number => {
    if (value === undefined || value === null) return open;
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw ecsInvalid(`createdAt.${name} must be a timestamp in seconds.`);
    return value * 1000;
  };
  return { after: millis('after', after, -Infinity), before: millis('before', before, Infinity) };
}

function brief(deployment: AwsRecord): AwsRecord {
  const target = nested(deployment, 'targetServiceRevision');
  const short: AwsRecord = { targetServiceRevisionArn: target['arn'] };
  for (const member of BRIEF) if (deployment[member] !== undefined) short[member] = deployment[member];
  return short;
}

export const describeServiceDeployments: Operation = {
  service: 'ecs',
  name: 'DescribeServiceDeployments',
  bucket: () => ({ bucket: 'ecs:service-deployment-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'serviceDeploymentArns'),
  run(call) {
    const arns = call.params.requiredStrings('serviceDeploymentArns', 20);
    const all = servicesOf(call, 'service-deployment', arns).flatMap((arn) =>
      call.view.ecs.serviceDeployments(arn),
    );
    const { found, failures } = describe(all, 'serviceDeploymentArn', arns);
    return { serviceDeployments: found, failures };
  },
};

export const describeServiceRevisions: Operation = {
  service: 'ecs',
  name: 'DescribeServiceRevisions',
  bucket: () => ({ bucket: 'ecs:service-revision-read', cost: 1 }),
  resources: (input) => looseStrings(input, 'serviceRevisionArns'),
  run(call) {
    const arns = call.params.requiredStrings('serviceRevisionArns', 20);
    const all = servicesOf(call, 'service-revision', arns).flatMap((arn) =>
      call.view.ecs.serviceRevisions(arn),
    );
    const { found, failures } = describe(all, 'serviceRevisionArn', arns);
    return { serviceRevisions: found, failures };
  },
};

/** ARNs of the services that `arn:…:KIND/CLUSTER/SERVICE/ID` belong to. */
function servicesOf(call: Call, kind: string, arns: string[]): string[] {
  const services = arns.map((arn) => {
    const [, prefix, path] = /^(arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d+:)(.+)$/.exec(arn) ?? [];
    const [found, cluster, service, id, more] = (path ?? '').split('/');
    if (found !== kind || !cluster || !service || !id || more !== undefined)
      throw ecsInvalid(`Invalid identifier: '${arn}' is not the ARN of a ${kind.replace('-', ' ')}.`);
    if (prefix !== `arn:aws:ecs:${call.view.region}:${call.view.accountId}:`) return '';
    return `${prefix}service/${cluster}/${service}`;
  });
  return [...new Set(services)];
}

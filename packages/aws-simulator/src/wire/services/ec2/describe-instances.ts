import { createHash } from 'node:crypto';
import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call, Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, text } from '../../request/record.js';
import { describeBucket } from './buckets.js';
import { askedFilters, INSTANCE_FILTERS } from './filters.js';
import { invalidToken, refuseDryRun } from './resource-list.js';

export const describeInstances: Operation = {
  service: 'ec2',
  name: 'DescribeInstances',
  bucket: (input) => describeBucket('DescribeInstances', input, 'InstanceId'),
  resources: (input) => looseStrings(input, 'InstanceId'),
  run(call) {
    const ids = call.params.strings('InstanceId', 1000);
    const size = call.params.integer('MaxResults', 5, 1000);
    if (ids.length > 0 && size !== undefined) {
      throw new AwsError(
        'InvalidParameterCombination',
        'The parameter instancesSet cannot be used with the parameter maxResults',
      );
    }
    refuseDryRun(call);
    const { accepts, context } = askedFilters(call, INSTANCE_FILTERS);
    const page = paginate(chosen(call, ids).filter(accepts), (instance) => text(instance, 'InstanceId'), {
      size: size ?? Number.MAX_SAFE_INTEGER,
      token: call.params.string('NextToken'),
      context: `DescribeInstances ${context}`,
      invalid: () => invalidToken(call.params.string('NextToken')),
    });
    return { NextToken: page.token, Reservations: page.items.map((instance) => reservation(call, instance)) };
  },
};

function chosen(call: Call, ids: string[]): AwsRecord[] {
  const all = call.view.instances();
  if (ids.length === 0) return all;
  const malformed = ids.find((id) => !/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (malformed !== undefined)
    throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`);
  const byId = new Map(all.map((instance): [string, AwsRecord] => [text(instance, 'InstanceId'), instance]));
  const missing = ids.filter((id) => !byId.has(id));
  if (missing.length > 0) {
    const plural = missing.length > 1;
    throw new AwsError(
      'InvalidInstanceID.NotFound',
      `The instance ID${plural ? 's' : ''} '${missing.join(', ')}' do${plural ? '' : 'es'} not exist`,
    );
  }
  return ids.map((id) => byId.get(id)).filter((instance) => instance !== undefined);
}

/** Every instance is a reservation of its own, as those launched by an Auto Scaling group one by one are. */
function reservation(call: Call, instance: AwsRecord): AwsRecord {
  const digest = createHash('sha256')
    .update(`reservation ${text(instance, 'InstanceId')}`)
    .digest('hex');
  return {
    ReservationId: `r-${digest.slice(0, 17)}`,
    OwnerId: call.view.accountId,
    Groups: [],
    Instances: [instance],
  };
}

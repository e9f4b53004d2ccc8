import type { AwsRecord } from '../../world/types.js';
import { AwsError } from '../aws-error.js';
import type { Call, Operation } from '../operation.js';
import { newestFirst } from '../request/newest-first.js';
import { paginate } from '../request/page.js';
import { looseStrings, text } from '../request/record.js';

export const describeGroupActivities: Operation = {
  service: 'autoscaling',
  name: 'DescribeScalingActivities',
  bucket: () => ({ bucket: 'autoscaling:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'AutoScalingGroupName'),
  run(call) {
    const group = requireGroup(call);
    const ids = call.params.strings('ActivityIds', 100);
    const { accepts, context } = activityFilters(call);
    const activities = call.view.scaling
      .groupActivities()
      .filter((one) => group === undefined || one['AutoScalingGroupName'] === group)
      .filter((one) => ids.length === 0 || ids.includes(text(one, 'ActivityId')))
      .filter(accepts);
    const page = paginate(activities, newestFirst, {
      size: call.params.integer('MaxRecords', 1, 100) ?? 100,
      token: call.params.string('NextToken'),
      context: JSON.stringify(['DescribeScalingActivities', group, ids, context]),
      invalid: () => invalidToken(call),
    });
    return { Activities: page.items, NextToken: page.token };
  },
};

export const describeGroupPolicies: Operation = {
  service: 'autoscaling',
  name: 'DescribePolicies',
  bucket: () => ({ bucket: 'autoscaling:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'AutoScalingGroupName', 'PolicyNames'),
  run(call) {
    const group = requireGroup(call);
    const names = call.params.strings('PolicyNames', 50);
    const types = call.params.strings('PolicyTypes', 50);
    const policies = call.view.scaling
      .groupPolicies()
      .filter((one) => group === undefined || one['AutoScalingGroupName'] === group)
      .filter((one) => types.length === 0 || types.includes(text(one, 'PolicyType')))
      .filter(
        (one) =>
          names.length === 0 ||
          names.includes(text(one, 'PolicyName')) ||
          names.includes(text(one, 'PolicyARN')),
      );
    const page = paginate(policies, (one) => text(one, 'PolicyARN'), {
      size: call.params.integer('MaxRecords', 1, 100) ?? 50,
      token: call.params.string('NextToken'),
      context: JSON.stringify(['DescribePolicies', group, names, types]),
      invalid: () => invalidToken(call),
    });
    return { ScalingPolicies: page.items, NextToken: page.token };
  },
};

function requireGroup(call: Call): string | undefined {
  const named = call.params.string('AutoScalingGroupName');
  if (named === undefined) return undefined;
  const found = call.view
    .autoScalingGroups()
    .find((group) => group['AutoScalingGroupName'] === named || group['AutoScalingGroupARN'] === named);
  if (!found)
    throw new AwsError(
      'ValidationError',
      `AutoScalingGroup name not found - AutoScalingGroup '${named}' not found`,
    );
  return text(found, 'AutoScalingGroupName');
}

/** `StartTimeLowerBound`, `StartTimeUpperBound` and `Status`: the three that the API reference names. */
function activityFilters(call: Call): { accepts: (activity: AwsRecord) => boolean; context: unknown } {
  const asked = call.params.filters('Filters', 'Values');
  const tests = asked.map(({ name, values }) => {
    if (name === 'Status') return (one: AwsRecord) => values.includes(text(one, 'StatusCode'));
    const bound = Date.parse(values[0] ?? '');
    const side = { StartTimeLowerBound: 1, StartTimeUpperBound: -1 }[name];
    if (side === undefined || Number.isNaN(bound))
      throw new AwsError(
        'ValidationError',
        `Filter ${name} with the values ${values.join(', ')} is not valid.`,
      );
    return (one: AwsRecord) =>
      one['StartTime'] instanceof Date && (one['StartTime'].getTime() - bound) * side >= 0;
  });
  return { accepts: (activity) => tests.every((test) => test(activity)), context: asked };
}

function invalidToken(call: Call): AwsError {
  return new AwsError('InvalidNextToken', `The token '${call.params.string('NextToken')}' was invalid`);
}

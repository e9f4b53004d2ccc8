import type { AwsRecord } from '../../world/types.js';
import { AwsError } from '../aws-error.js';
import type { Call, Operation } from '../operation.js';
import { paginate } from '../request/page.js';
import { looseStrings, optionalText, records, text } from '../request/record.js';

export const describeAutoScalingGroups: Operation = {
  service: 'autoscaling',
  name: 'DescribeAutoScalingGroups',
  bucket: () => ({ bucket: 'autoscaling:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'AutoScalingGroupNames'),
  run(call) {
    const names = call.params.strings('AutoScalingGroupNames', 100);
    const { accepts, context } = filters(call);
    const withInstances = call.params.string('IncludeInstances') !== 'false';
    const groups = call.view
      .autoScalingGroups()
      .filter((group) => names.length === 0 || names.includes(text(group, 'AutoScalingGroupName')))
      .filter(accepts);
    const token = call.params.string('NextToken');
    const page = paginate(groups, (group) => text(group, 'AutoScalingGroupName'), {
      size: call.params.integer('MaxRecords', 1, 100) ?? 50,
      token,
      context: `DescribeAutoScalingGroups ${JSON.stringify(names)} ${context}`,
      invalid: () => new AwsError('InvalidNextToken', `The token '${token}' was invalid`),
    });
    return {
      AutoScalingGroups: withInstances
        ? page.items
        : page.items.map((group) => ({ ...group, Instances: [] })),
      NextToken: page.token,
    };
  },
};

function filters(call: Call): { accepts: (group: AwsRecord) => boolean; context: string } {
  const asked = call.params.filters('Filters', 'Values');
  const tests = asked.map(({ name, values }) => {
    const read = tagReader(name);
    if (!read)
      throw new AwsError(
        'ValidationError',
        `Filter type ${name} is not correct. Allowed Filter types are: tag-key tag-value tag:`,
      );
    return (group: AwsRecord) => records(group, 'Tags').some((tag) => values.includes(read(tag) ?? ''));
  });
  return { accepts: (group) => tests.every((test) => test(group)), context: JSON.stringify(asked) };
}

function tagReader(filter: string): ((tag: AwsRecord) => string | undefined) | undefined {
  if (filter === 'tag-key') return (tag) => optionalText(tag, 'Key');
  if (filter === 'tag-value') return (tag) => optionalText(tag, 'Value');
  if (!filter.startsWith('tag:')) return undefined;
  const key = filter.slice('tag:'.length);
  return (tag) => (tag['Key'] === key ? optionalText(tag, 'Value') : undefined);
}

import type { Operation } from '../../operation.js';
import { AwsError } from '../../aws-error.js';
import { paginate } from '../../request/page.js';
import { looseStrings, text } from '../../request/record.js';

const CLASSES = ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY', 'ESSENTIALS'] as const;

export const describeLogGroups: Operation = {
  service: 'logs',
  name: 'DescribeLogGroups',
  bucket: () => ({ bucket: 'logs:describe-groups', cost: 1 }),
  resources: (input) => looseStrings(input, 'logGroupNamePrefix', 'logGroupIdentifiers'),
  run(call) {
    const prefix = call.params.string('logGroupNamePrefix');
    const pattern = call.params.string('logGroupNamePattern');
    const identifiers = call.params.strings('logGroupIdentifiers', 50);
    const logClass = call.params.oneOf('logGroupClass', CLASSES);
    if (prefix !== undefined && pattern !== undefined) {
      throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
    }
    // A pattern is a substring in any case; with no case asked it ignores case.
    const groups = call.view
      .logGroups()
      .filter((group) => prefix === undefined || text(group, 'logGroupName').startsWith(prefix))
      .filter((group) => pattern === undefined || contains(text(group, 'logGroupName'), pattern))
      .filter((group) => logClass === undefined || group['logGroupClass'] === logClass)
      .filter(
        (group) =>
          identifiers.length === 0 ||
          identifiers.some((id) => id === group['logGroupName'] || id === group['logGroupArn']),
      );
    const page = paginate(groups, (group) => text(group, 'logGroupName'), {
      size: call.params.integer('limit', 1, 50) ?? 50,
      token: call.params.string('nextToken'),
      context: JSON.stringify(['DescribeLogGroups', prefix, pattern, identifiers, logClass]),
      invalid: () => invalid('The specified nextToken is invalid.'),
    });
    return { logGroups: page.items, nextToken: page.token };
  },
};

function contains(name: string, pattern: string): boolean {
  return name.toLowerCase().includes(pattern.toLowerCase());
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

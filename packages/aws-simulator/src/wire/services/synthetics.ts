import type { AwsRecord } from '../../world/types.js';
import { AwsError } from '../aws-error.js';
import type { Call, Operation } from '../operation.js';
import { paginate, type Page } from '../request/page.js';
import { looseStrings, text } from '../request/record.js';

const BROWSERS = ['CHROME', 'FIREFOX'] as const;

export const describeCanaries: Operation = {
  service: 'synthetics',
  name: 'DescribeCanaries',
  bucket: () => ({ bucket: 'synthetics:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'Names'),
  run(call) {
    const page = pageOf(call, call.view.canaries.canaries(), 'Name', 20);
    return { Canaries: page.items, NextToken: page.token };
  },
};

export const describeCanariesLastRun: Operation = {
  service: 'synthetics',
  name: 'DescribeCanariesLastRun',
  bucket: () => ({ bucket: 'synthetics:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'Names'),
  run(call) {
    call.params.oneOf('BrowserType', BROWSERS);
    const page = pageOf(call, call.view.canaries.lastRuns(), 'CanaryName', 100);
    return { CanariesLastRun: page.items, NextToken: page.token };
  },
};

/** A page of the canaries named, or of all; names that nobody has are left out. */
function pageOf(call: Call, all: AwsRecord[], name: string, most: number): Page<AwsRecord> {
  const names = call.params.strings('Names', 5);
  return paginate(
    all.filter((record) => names.length === 0 || names.includes(text(record, name))),
    (record) => text(record, name),
    {
      size: call.params.integer('MaxResults', 1, most) ?? most,
      token: call.params.string('NextToken'),
      context: JSON.stringify([name, names]),
      invalid: () => new AwsError('ValidationException', 'Invalid NextToken.'),
    },
  );
}

import type { AwsRecord } from '../../world/types.js';
import { AwsError } from '../aws-error.js';
import type { Call, Operation } from '../operation.js';
import { paginate } from '../request/page.js';
import { looseStrings, optionalText, text } from '../request/record.js';

const FILTERS: Record<string, string[]> = {
  'db-instance-id': ['DBInstanceIdentifier', 'DBInstanceArn'],
  'db-cluster-id': ['DBClusterIdentifier'],
  'dbi-resource-id': ['DbiResourceId'],
  engine: ['Engine'],
};

export const describeDBInstances: Operation = {
  service: 'rds',
  name: 'DescribeDBInstances',
  bucket: () => ({ bucket: 'rds:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'DBInstanceIdentifier'),
  run(call) {
    const named = call.params.string('DBInstanceIdentifier');
    const { accepts, context } = filters(call);
    const all = call.view.dbInstances();
    const instances = named === undefined ? all : all.filter((instance) => isNamed(instance, named));
    if (named !== undefined && instances.length === 0) {
      throw new AwsError('DBInstanceNotFound', `DBInstance ${named.toLowerCase()} not found.`, 404);
    }
    const page = paginate(instances.filter(accepts), (instance) => text(instance, 'DBInstanceIdentifier'), {
      size: call.params.integer('MaxRecords', 20, 100) ?? 100,
      token: call.params.string('Marker'),
      context: `DescribeDBInstances ${named} ${context}`,
      invalid: () => new AwsError('InvalidParameterValue', 'Invalid Marker'),
    });
    return { DBInstances: page.items, Marker: page.token };
  },
};

/** By identifier (case does not matter in RDS) or ARN. */
function isNamed(instance: AwsRecord, named: string): boolean {
  return (
    instance['DBInstanceArn'] === named ||
    text(instance, 'DBInstanceIdentifier').toLowerCase() === named.toLowerCase()
  );
}

function filters(call: Call): { accepts: (instance: AwsRecord) => boolean; context: string } {
  const asked = call.params.filters('Filters', 'Values');
  const tests = asked.map(({ name, values }) => {
    const members = FILTERS[name];
    if (!members) throw new AwsError('InvalidParameterValue', `Unrecognized filter name: ${name}`);
    return (instance: AwsRecord) =>
      members.some((member) => values.includes(optionalText(instance, member) ?? ''));
  });
  return { accepts: (instance) => tests.every((test) => test(instance)), context: JSON.stringify(asked) };
}

import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call, Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, optionalText } from '../../request/record.js';

/** Filter name -> members of a record whose value it may name, or how the names are found. */
export type FilterMembers = Readonly<Record<string, readonly string[] | ((record: AwsRecord) => string[])>>;

/** What each of RDS's Describe operations has in common: bucket, filters, pages by a marker. */
export interface Listing {
  name: string;
  /** Members of the request that name what it is about, for fault rules and refusals. */
  resources: readonly string[];
  /** Member of the answer that holds the list. */
  member: string;
  filters?: FilterMembers;
  /** The records that the request asks for, before its filters; may throw an AwsError. */
  find(call: Call): AwsRecord[];
  /** Orders the pages; unique. */
  keyOf(record: AwsRecord, index: number): string;
  /** Further members of the answer. */
  also?(call: Call): AwsRecord;
}

export function listing(list: Listing): Operation {
  return {
    service: 'rds',
    name: list.name,
    bucket: () => ({ bucket: 'rds:describe', cost: 1 }),
    resources: (input) => looseStrings(input, ...list.resources),
    run(call) {
      const size = call.params.integer('MaxRecords', 20, 100) ?? 100;
      const accepts = filterOf(call, list.filters ?? {});
      const found = list.find(call).map((record, index) => ({ record, key: list.keyOf(record, index) }));
      const { MaxRecords: _size, Marker: _marker, ...asked } = call.input;
      const page = paginate(
        found.filter(({ record }) => accepts(record)),
        ({ key }) => key,
        {
          size,
          token: call.params.string('Marker'),
          context: `${list.name} ${JSON.stringify(asked)}`,
          invalid: () => new AwsError('InvalidParameterValue', 'Invalid Marker'),
        },
      );
      const items = page.items.map(({ record }) => record);
      return { ...list.also?.(call), [list.member]: items, Marker: page.token };
    },
  };
}

function filterOf(call: Call, known: FilterMembers): (record: AwsRecord) => boolean {
  const tests = call.params.filters('Filters', 'Values').map(({ name, values }) => {
    const members = known[name];
    if (!members) throw new AwsError('InvalidParameterValue', `Unrecognized filter name: ${name}`);
    const namesOf =
      typeof members === 'function'
        ? members
        : (record: AwsRecord) => members.map((member) => optionalText(record, member) ?? '');
    return (record: AwsRecord) => namesOf(record).some((name) => values.includes(name));
  });
  return (record) => tests.every((test) => test(record));
}

/** By identifier (case does not matter in RDS) or ARN. */
export function isNamed(record: AwsRecord, named: string, id: string, arn: string): boolean {
  return record[arn] === named || optionalText(record, id)?.toLowerCase() === named.toLowerCase();
}

import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call, Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings, text } from '../../request/record.js';
import { describeBucket } from './buckets.js';
import { askedFilters, type Readers } from './filters.js';

/** A Describe operation of EC2 that lists one kind of resource: by ids or by filters, in pages. */
export interface ResourceList {
  name: string;
  /** Member of the answer that holds the list, and the member by which its items are known and ordered. */
  member: string;
  key: string;
  list: (call: Call) => AwsRecord[];
  /** What the request lets through beside ids and filters. */
  narrow?: (call: Call) => (record: AwsRecord) => boolean;
  filters: Readers;
  ids?: IdParameter;
  /** Names of the paging parameters and the bounds of a page; absent where AWS does not page. */
  page?: { size: string; token: string; most: number; least?: number; fallback?: number };
}

interface IdParameter {
  parameter: string;
  /** How many may be asked for at once, 1000 when absent. */
  most?: number;
  /** `subnet`: ids are `subnet-` and 8 or 17 hexadecimal digits. Names that are no ids have none. */
  prefix?: string;
  malformed?: string;
  notFound: string;
  /** What AWS says of what it does not find. */
  missing: (id: string) => string;
  /** Ids of which nothing is told, though nobody calls them unknown. */
  silent?: (call: Call) => string[];
}

/** The operation that answers such a list; ids that are no ids or nobody's are refused as EC2 does. */
export function describeList(list: ResourceList): Operation {
  return {
    service: 'ec2',
    name: list.name,
    bucket: (input) => describeBucket(list.name, input, list.ids?.parameter),
    resources: (input) => (list.ids ? looseStrings(input, list.ids.parameter) : []),
    run(call) {
      refuseDryRun(call);
      const ids = list.ids ? call.params.strings(list.ids.parameter, list.ids.most ?? 1000) : [];
      const { accepts, context } = askedFilters(call, list.filters);
      const narrow = list.narrow?.(call);
      const found = chosen(list, call, ids).filter((one) => accepts(one) && (narrow?.(one) ?? true));
      if (!list.page) return { [list.member]: found };
      return pageOf(list, call, found, ids, context);
    },
  };
}

function pageOf(
  list: ResourceList,
  call: Call,
  found: AwsRecord[],
  ids: string[],
  context: string,
): AwsRecord {
  const { size: sizeName, token: tokenName, least = 5, most, fallback } = list.page ?? neverPaged(list);
  const size = call.params.integer(sizeName, least, most);
  const token = call.params.string(tokenName);
  const parameter = list.ids?.parameter ?? '';
  if (ids.length > 0 && size !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The parameter ${parameter} cannot be used with the parameter ${sizeName}`,
    );
  }
  const page = paginate(found, (one) => text(one, list.key), {
    size: size ?? fallback ?? Number.MAX_SAFE_INTEGER,
    token,
    context: `${list.name} ${ids.join()} ${context}`,
    invalid: () => invalidToken(token),
  });
  return { [list.member]: page.items, NextToken: page.token };
}

function neverPaged(list: ResourceList): never {
  throw new TypeError(`${list.name} is not paged`);
}

export function invalidToken(token: string | undefined): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value ( ${token} ) for parameter NextToken is invalid. The token is invalid.`,
  );
}

function chosen(list: ResourceList, call: Call, asked: string[]): AwsRecord[] {
  const { ids } = list;
  const all = list.list(call);
  if (!ids || asked.length === 0) return all;
  const shape = new RegExp(`^${ids.prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`);
  const malformed = ids.prefix === undefined ? undefined : asked.find((id) => !shape.test(id));
  if (malformed !== undefined) {
    throw new AwsError(
      ids.malformed ?? 'InvalidParameterValue',
      `Invalid id: "${malformed}" (expecting "${ids.prefix}-...")`,
    );
  }
  const byId = new Map(all.map((one): [unknown, AwsRecord] => [one[list.key], one]));
  const silent = ids.silent?.(call) ?? [];
  const missing = asked.find((id) => !byId.has(id) && !silent.includes(id));
  if (missing !== undefined) throw new AwsError(ids.notFound, ids.missing(missing));
  return asked.map((id) => byId.get(id)).filter((one) => one !== undefined);
}

export function refuseDryRun(call: Call): void {
  if (call.params.boolean('DryRun')) {
    throw new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
  }
}

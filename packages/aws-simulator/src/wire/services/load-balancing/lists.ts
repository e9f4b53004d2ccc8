import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call } from '../../operation.js';
import { paginate, type Page } from '../../request/page.js';
import { text } from '../../request/record.js';
import { validationError } from '../faults.js';

/** Most ARNs or names of one request, and items of one page. */
export const MOST_NAMED = 20;
const MOST_PER_PAGE = 400;

/** A page of records sorted by `keyOf`; `context` names the operation and what was asked. */
export function pageOf(
  call: Call,
  records: AwsRecord[],
  keyOf: (record: AwsRecord) => string,
  context: unknown,
): Page<AwsRecord> {
  return paginate(records, keyOf, {
    size: call.params.integer('PageSize', 1, MOST_PER_PAGE) ?? MOST_PER_PAGE,
    token: call.params.string('Marker'),
    context: JSON.stringify(context),
    invalid: () => validationError('The specified marker is not valid'),
  });
}

/** The records of those names, all of which must be there; every record where nothing is named. */
export function named(
  records: AwsRecord[],
  member: string,
  values: readonly string[],
  missing: () => AwsError,
): AwsRecord[] {
  if (values.length === 0) return records;
  const found = records.filter((record) => values.includes(text(record, member)));
  if (new Set(values).size > found.length) throw missing();
  return found;
}

/** At most one of the ways to name something may be used. */
export function onlyOne(ways: Record<string, boolean>): void {
  const used = Object.keys(ways).filter((way) => ways[way]);
  if (used.length > 1) throw validationError(`${used.join(' and ')} cannot be specified together`);
}

/** ARNs have the form of their kind, or are refused before anything is looked up. */
export function checkArns(arns: readonly string[], kind: string): void {
  const wrong = arns.find((arn) => !arn.includes(`:${kind}/`));
  if (wrong !== undefined) throw validationError(`'${wrong}' is not a valid ${kind.replace('-', ' ')} ARN`);
}

export const noBalancer = (): AwsError =>
  new AwsError('LoadBalancerNotFound', 'One or more load balancers not found');
export const noListener = (): AwsError => new AwsError('ListenerNotFound', 'One or more listeners not found');
export const noRule = (): AwsError => new AwsError('RuleNotFound', 'One or more rules not found');
export const noGroup = (): AwsError =>
  new AwsError('TargetGroupNotFound', 'One or more target groups not found');

import type { AwsRecord, Millis } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call } from '../../operation.js';
import { text } from '../../request/record.js';
import { listing } from './list.js';

const SOURCE_TYPES = [
  'db-instance',
  'db-parameter-group',
  'db-security-group',
  'db-snapshot',
  'db-cluster',
  'db-cluster-snapshot',
  'custom-engine-version',
  'db-proxy',
  'blue-green-deployment',
  'db-shard-group',
  'zero-etl',
] as const;

const MINUTE = 60_000;
/** RDS keeps events for 14 days. */
const KEPT_MINUTES = 14 * 24 * 60;
const DEFAULT_MINUTES = 60;

export const describeEvents = listing({
  name: 'DescribeEvents',
  resources: ['SourceIdentifier'],
  member: 'Events',
  find(call) {
    const source = call.params.string('SourceIdentifier');
    const type = call.params.oneOf('SourceType', SOURCE_TYPES);
    if (source !== undefined && type === undefined) {
      throw new AwsError(
        'InvalidParameterCombination',
        'SourceType must be provided when SourceIdentifier is provided.',
      );
    }
    const categories = new Set(call.params.strings('EventCategories', 100));
    const { from, to } = span(call);
    return call.view.databases.events().filter((event) => {
      const at = dateOf(event);
      return (
        at >= from &&
        at <= to &&
        (source === undefined || event['SourceIdentifier'] === source) &&
        (type === undefined || event['SourceType'] === type) &&
        (categories.size === 0 || categoriesOf(event).some((category) => categories.has(category)))
      );
    });
  },
  // In the order of time; what happened at one instant to one source is told apart by its text.
  keyOf: (event) =>
    `${String(dateOf(event)).padStart(15, '0')} ${text(event, 'SourceIdentifier')} ${text(event, 'Message')}`,
});

/** StartTime and EndTime, or Duration minutes up to EndTime or now: an hour where nothing is said. */
function span(call: Call): { from: Millis; to: Millis } {
  const from = instant(call, 'StartTime');
  const to = instant(call, 'EndTime') ?? call.now;
  const minutes = call.params.integer('Duration', 0, KEPT_MINUTES) ?? DEFAULT_MINUTES;
  if (from !== undefined && from > to) {
    throw new AwsError('InvalidParameterCombination', 'The start time must be before the end time.');
  }
  return { from: from ?? to - minutes * MINUTE, to };
}

function instant(call: Call, name: string): Millis | undefined {
  const value = call.params.string(name);
  if (value === undefined) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw new AwsError('InvalidParameterValue', `Invalid value ${value} for ${name}.`);
  return at;
}

function dateOf(event: AwsRecord): Millis {
  const date = event['Date'];
  if (date instanceof Date) return date.getTime();
  throw new TypeError('The world gave an event without a date.');
}

function categoriesOf(event: AwsRecord): string[] {
  return event['EventCategories'] as string[];
}

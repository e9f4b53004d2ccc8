import type { TrailEvent } from '../../world/trail/trail-view.js';
import type { AwsRecord } from '../../world/types.js';
import { AwsError } from '../aws-error.js';
import type { Call, Operation } from '../operation.js';
import { paginate } from '../request/page.js';
import { optionalText } from '../request/record.js';
import { optionalInstant } from './cloudwatch/request.js';

const KEYS: Record<string, (event: TrailEvent) => string[]> = {
  EventId: ({ id }) => [id],
  EventName: ({ name }) => [name],
  ReadOnly: () => ['false'],
  Username: ({ actor }) => [actor.userName],
  ResourceType: ({ resources }) => resources.map(({ type }) => type),
  ResourceName: ({ resources }) => resources.map(({ name }) => name),
  EventSource: ({ source }) => [source],
  AccessKeyId: ({ actor }) => [actor.accessKeyId],
};

/** Management events of the last 90 days, newest first; each some minutes after it happened. */
export const lookupEvents: Operation = {
  service: 'cloudtrail',
  name: 'LookupEvents',
  bucket: () => ({ bucket: 'cloudtrail:lookup', cost: 1 }),
  resources: () => [],
  run(call) {
    const { input, view, params } = call;
    const attribute = readAttribute(input['LookupAttributes']);
    const from = optionalInstant(input, 'StartTime') ?? 0;
    const to = optionalInstant(input, 'EndTime') ?? call.now + 1;
    if (from > to) {
      throw new AwsError('InvalidTimeRangeException', 'The start time occurs after the end time.');
    }
    const category = params.string('EventCategory');
    if (category !== undefined && category !== 'insight') {
      throw new AwsError('InvalidEventCategoryException', `The event category ${category} is not valid.`);
    }
    const size = pageSize(call);
    const events = category === 'insight' ? [] : view.trail.events(from, to);
    const page = paginate(events.filter(attribute.matches), keyOf, {
      size,
      token: params.string('NextToken'),
      context: JSON.stringify([
        'LookupEvents',
        attribute.key,
        attribute.value,
        input['StartTime'],
        input['EndTime'],
      ]),
      invalid: () => new AwsError('InvalidNextTokenException', 'The next token is not valid.'),
    });
    return { Events: page.items.map(eventOf), NextToken: page.token };
  },
};

function pageSize({ input }: Call): number {
  const asked = input['MaxResults'];
  if (asked === undefined || asked === null) return 50;
  if (typeof asked === 'number' && Number.isInteger(asked) && asked >= 1 && asked <= 50) return asked;
  throw new AwsError('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');
}

function readAttribute(list: unknown): {
  key?: string;
  value?: string;
  matches: (event: TrailEvent) => boolean;
} {
  if (list === undefined || list === null) return { matches: () => true };
  if (!Array.isArray(list) || list.length > 1)
    throw invalidAttributes('Only one lookup attribute is allowed.');
  const [item] = list as AwsRecord[];
  if (!item) return { matches: () => true };
  const key = optionalText(item, 'AttributeKey') ?? '';
  const value = optionalText(item, 'AttributeValue');
  const read = KEYS[key];
  if (!read || value === undefined) throw invalidAttributes(`The lookup attribute ${key} is not valid.`);
  return { key, value, matches: (event) => read(event).includes(value) };
}

function invalidAttributes(message: string): AwsError {
  return new AwsError('InvalidLookupAttributesException', message);
}

/** Newest first, by a key that a later event never changes. */
function keyOf({ at, id }: TrailEvent): string {
  return `${String(9_000_000_000_000 - at).padStart(14, '0')}|${id}`;
}

function eventOf(event: TrailEvent): AwsRecord {
  return {
    EventId: event.id,
    EventName: event.name,
    ReadOnly: 'false',
    AccessKeyId: event.actor.accessKeyId,
    EventTime: new Date(event.at),
    EventSource: event.source,
    Username: event.actor.userName,
    Resources: event.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
    CloudTrailEvent: event.record,
  };
}

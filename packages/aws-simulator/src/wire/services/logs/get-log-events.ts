import type { LogEvent } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Operation } from '../../operation.js';
import { openToken, sealToken } from '../../request/page.js';
import { looseStrings } from '../../request/record.js';
import { collect, invalid, requireGroup, type Cursor, type Search } from './read-events.js';

/**
 * One stream, in order of time. Both tokens are always there; at an end the token that was sent comes back, and goes
 * on from there when more has arrived.
 */
export const getLogEvents: Operation = {
  service: 'logs',
  name: 'GetLogEvents',
  bucket: () => ({ bucket: 'logs:get-events', cost: 1 }),
  resources: (input) => looseStrings(input, 'logGroupName', 'logGroupIdentifier'),
  run(call) {
    const { params, view, now } = call;
    const group = requireGroup(call);
    const stream = params.requiredString('logStreamName');
    const known = view.logStreams(group.name).find(({ name }) => name === stream);
    if (!known) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
    const asked = params.integer('startTime', 0, Number.MAX_SAFE_INTEGER) ?? 0;
    const begins = call.world.startedAt - call.world.historyDays * 86_400_000;
    const end = params.integer('endTime', 0, Number.MAX_SAFE_INTEGER);
    const limit = params.integer('limit', 1, 10_000) ?? 10_000;
    const context = JSON.stringify(['GetLogEvents', group.name, stream]);
    const token = readToken(params.string('nextToken'), context);
    const newestFirst = token ? token.backward : !params.boolean('startFromHead');
    const search: Search = {
      group: group.name,
      from: Math.max(asked, known.createdAt, begins),
      to: Math.min(end ?? Number.MAX_SAFE_INTEGER, now + 1),
      newestFirst,
      streams: [stream],
      matches: () => true,
    };
    const page = collect(call, search, token?.cursor, limit);
    const events = newestFirst ? [...page.events].reverse() : page.events;
    const edges = edgesOf(events, { sent: token?.cursor, next: page.next }, search);
    return {
      events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: `f/${sealToken(context, [String(edges.last.time), edges.last.eventId])}/s`,
      nextBackwardToken: `b/${sealToken(context, [String(edges.first.time), edges.first.eventId])}/s`,
    };
  },
};

/** Where the page begins and ends. Without events it moves only as far as was looked; the other edge stays. */
function edgesOf(
  events: readonly LogEvent[],
  { sent, next }: { sent?: Cursor; next?: Cursor },
  { from, newestFirst }: Search,
): { first: Cursor; last: Cursor } {
  const [first, last] = [events[0], events.at(-1)];
  if (first && last) return { first: cursorAt(first), last: cursorAt(last) };
  const stays = sent ?? { time: from, eventId: '' };
  return newestFirst ? { first: next ?? stays, last: stays } : { first: stays, last: next ?? stays };
}

function cursorAt({ timestamp, eventId }: LogEvent): Cursor {
  return { time: timestamp, eventId };
}

function readToken(
  token: string | undefined,
  context: string,
): { backward: boolean; cursor: Cursor } | undefined {
  if (token === undefined) return undefined;
  const [, direction, sealed = ''] = /^([fb])\/([^/]+)\/s$/.exec(token) ?? [];
  const bad = (): AwsError => invalid('The specified nextToken is invalid.');
  if (direction === undefined) throw bad();
  const [time = '', eventId = ''] = openToken(sealed, context, bad);
  return { backward: direction === 'b', cursor: { time: Number(time), eventId } };
}

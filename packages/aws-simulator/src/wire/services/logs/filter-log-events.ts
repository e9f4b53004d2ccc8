import type { LogEvent } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import { filterLogEventsLimit } from '../../limits/quotas.js';
import type { Call, Operation } from '../../operation.js';
import { openToken, sealToken } from '../../request/page.js';
import { looseStrings } from '../../request/record.js';
import { compileFilterPattern } from './filter-pattern.js';

/** A page holds at most this many bytes; each event counts its message and 26 bytes. */
const PAGE_BYTES = 1_048_576;
const EVENT_OVERHEAD = 26;
/** The world is read in windows; a page that has scanned this much or found nothing in a day of time ends early. */
const WINDOW_MS = 3_600_000;
const SCAN_EVENTS = 50_000;
const SCAN_MS = 24 * 3_600_000;

interface Search {
  group: string;
  from: number;
  to: number;
  newestFirst: boolean;
  streams?: string[];
  streamPrefix?: string;
  matches: (message: string) => boolean;
}

/** Where the next page goes on: events at `time` up to and including `eventId` are done. */
interface Cursor {
  time: number;
  eventId: string;
}

export const filterLogEvents: Operation = {
  service: 'logs',
  name: 'FilterLogEvents',
  bucket: (_input, identity) => ({
    bucket: 'logs:filter',
    cost: 1,
    limit: filterLogEventsLimit(identity.region),
  }),
  resources: (input) => looseStrings(input, 'logGroupName', 'logGroupIdentifier'),
  run(call) {
    const limit = call.params.integer('limit', 1, 10_000) ?? 10_000;
    const token = call.params.string('nextToken');
    const search = readSearch(call);
    const { group, from, to, streams, streamPrefix } = search;
    const pattern = call.params.string('filterPattern');
    const context = JSON.stringify(['FilterLogEvents', group, from, to, streams, streamPrefix, pattern]);
    const fields = token === undefined ? undefined : openToken(token, context, invalidToken);
    const cursor = fields && readCursor(fields);
    // The direction and an open end are those of the first page.
    if (fields) {
      search.newestFirst = fields[2] === 'desc';
      search.to = Math.min(search.to, Number(fields[3]));
    }
    const page = collect(call, search, cursor, limit);
    const next = page.next;
    return {
      events: page.events,
      searchedLogStreams: [],
      nextToken:
        next &&
        sealToken(context, [
          String(next.time),
          next.eventId,
          search.newestFirst ? 'desc' : 'asc',
          String(Math.min(search.to, call.now + 1)),
        ]),
    };
  },
};

function readSearch(call: Call): Search {
  const { params } = call;
  const group = requireGroup(call);
  const streams = params.strings('logStreamNames', 100);
  const streamPrefix = params.string('logStreamNamePrefix');
  if (streams.length > 0 && streamPrefix !== undefined) {
    throw invalid('LogStreamNames and LogStreamNamePrefix cannot both be specified.');
  }
  params.boolean('interleaved');
  const from = params.integer('startTime', 0, Number.MAX_SAFE_INTEGER);
  const to = params.integer('endTime', 0, Number.MAX_SAFE_INTEGER);
  if (from !== undefined && to !== undefined && from > to) {
    throw invalid('The specified startTime is greater than the specified endTime.');
  }
  return {
    group,
    from: from ?? call.world.startedAt - call.world.historyDays * 86_400_000,
    to: to === undefined ? Number.MAX_SAFE_INTEGER : to + 1,
    newestFirst: call.input['startFromHead'] === false,
    streams: streams.length > 0 ? streams : undefined,
    streamPrefix,
    matches: compileFilterPattern(params.string('filterPattern') ?? ''),
  };
}

function requireGroup(call: Call): string {
  const name = call.params.string('logGroupName');
  const identifier = call.params.string('logGroupIdentifier');
  if ((name === undefined) === (identifier === undefined)) {
    throw invalid('Exactly one of logGroupName and logGroupIdentifier must be given.');
  }
  const group = call.view
    .logGroups()
    .find((one) => one['logGroupName'] === (name ?? identifier) || one['logGroupArn'] === identifier);
  if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return String(group['logGroupName']);
}

function collect(
  call: Call,
  search: Search,
  cursor: Cursor | undefined,
  limit: number,
): { events: LogEvent[]; next?: Cursor } {
  const events: LogEvent[] = [];
  const end = Math.min(search.to, call.now + 1);
  let bytes = 0;
  let scanned = 0;
  let spanned = 0;
  let from = search.from;
  let to = end;
  if (cursor && search.newestFirst) to = Math.min(end, cursor.time + 1);
  else if (cursor) from = Math.max(from, cursor.time);
  while (from < to) {
    const window: { from: number; to: number } = search.newestFirst
      ? { from: Math.max(from, to - WINDOW_MS), to }
      : { from, to: Math.min(to, from + WINDOW_MS) };
    for (const event of readWindow(call, search, window, cursor)) {
      scanned += 1;
      if (!search.matches(event.message)) continue;
      const size = Buffer.byteLength(event.message) + EVENT_OVERHEAD;
      const last = events.at(-1);
      if (last && (events.length >= limit || bytes + size > PAGE_BYTES)) {
        return { events, next: { time: last.timestamp, eventId: last.eventId } };
      }
      events.push(event);
      bytes += size;
    }
    if (search.newestFirst) to = window.from;
    else from = window.to;
    spanned += window.to - window.from;
    if (from < to && (scanned >= SCAN_EVENTS || spanned >= SCAN_MS)) {
      return { events, next: boundary(search, from, to) };
    }
  }
  return { events };
}

/** A cursor at a window's edge, before every event that is still to come. */
function boundary(search: Search, from: number, to: number): Cursor {
  return search.newestFirst ? { time: to, eventId: '' } : { time: from, eventId: '' };
}

function readWindow(
  call: Call,
  search: Search,
  window: { from: number; to: number },
  cursor: Cursor | undefined,
): LogEvent[] {
  const events = call.view.logEvents({
    logGroupName: search.group,
    from: window.from,
    to: window.to,
    logStreamNames: search.streams,
    logStreamNamePrefix: search.streamPrefix,
  });
  const rest = cursor ? events.filter((event) => isAfter(event, cursor, search.newestFirst)) : events;
  return search.newestFirst ? [...rest].reverse() : rest;
}

function isAfter(event: LogEvent, cursor: Cursor, newestFirst: boolean): boolean {
  if (event.timestamp !== cursor.time)
    return newestFirst ? event.timestamp < cursor.time : event.timestamp > cursor.time;
  return newestFirst ? event.eventId < cursor.eventId : event.eventId > cursor.eventId;
}

function readCursor(fields: string[]): Cursor {
  const [time, eventId] = fields;
  if (fields.length !== 4 || eventId === undefined || !/^\d+$/.test(time ?? '')) throw invalidToken();
  return { time: Number(time), eventId };
}

function invalidToken(): AwsError {
  return invalid('The specified nextToken is invalid.');
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

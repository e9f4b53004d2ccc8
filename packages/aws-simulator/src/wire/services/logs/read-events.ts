import type { LogEvent } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call } from '../../operation.js';

/** A page holds at most this many bytes; each event counts its message and 26 bytes. */
const PAGE_BYTES = 1_048_576;
const EVENT_OVERHEAD = 26;
/** The world is read in windows; a page that has scanned this much or found nothing in a day of time ends early. */
const WINDOW_MS = 3_600_000;
const SCAN_EVENTS = 50_000;
const SCAN_MS = 24 * 3_600_000;

export interface Search {
  group: string;
  from: number;
  to: number;
  newestFirst: boolean;
  streams?: string[];
  streamPrefix?: string;
  matches: (message: string) => boolean;
}

/** Where the next page goes on: events at `time` up to and including `eventId` are done. */
export interface Cursor {
  time: number;
  eventId: string;
}

/** @throws AwsError when the group is not named exactly once, or does not exist */
export function requireGroup(call: Call): { name: string; arn: string } {
  const name = call.params.string('logGroupName');
  const identifier = call.params.string('logGroupIdentifier');
  if ((name === undefined) === (identifier === undefined)) {
    throw invalid('Exactly one of logGroupName and logGroupIdentifier must be given.');
  }
  const group = call.view
    .logGroups()
    .find((one) => one['logGroupName'] === (name ?? identifier) || one['logGroupArn'] === identifier);
  if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return { name: String(group['logGroupName']), arn: String(group['logGroupArn']) };
}

/** One page of events in the direction of the search, from where the cursor stands. */
export function collect(
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

export function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

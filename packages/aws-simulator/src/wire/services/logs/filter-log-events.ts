import type { AwsError } from '../../aws-error.js';
import { filterLogEventsLimit } from '../../limits/quotas.js';
import type { Call, Operation } from '../../operation.js';
import { openToken, sealToken } from '../../request/page.js';
import { looseStrings } from '../../request/record.js';
import { compileFilterPattern } from './filter-pattern.js';
import { collect, invalid, requireGroup, type Cursor, type Search } from './read-events.js';

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
  const { name: group } = requireGroup(call);
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

function readCursor(fields: string[]): Cursor {
  const [time, eventId] = fields;
  if (fields.length !== 4 || eventId === undefined || !/^\d+$/.test(time ?? '')) throw invalidToken();
  return { time: Number(time), eventId };
}

function invalidToken(): AwsError {
  return invalid('The specified nextToken is invalid.');
}

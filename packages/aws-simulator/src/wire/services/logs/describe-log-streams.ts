import type { AwsRecord, LogStream } from '../../../world/types.js';
import type { Operation } from '../../operation.js';
import { paginate } from '../../request/page.js';
import { looseStrings } from '../../request/record.js';
import { invalid, requireGroup } from './read-events.js';

export const describeLogStreams: Operation = {
  service: 'logs',
  name: 'DescribeLogStreams',
  bucket: () => ({ bucket: 'logs:describe-streams', cost: 1 }),
  resources: (input) => looseStrings(input, 'logGroupName', 'logGroupIdentifier'),
  run(call) {
    const { params } = call;
    const group = requireGroup(call);
    const prefix = params.string('logStreamNamePrefix');
    const byTime = params.oneOf('orderBy', ['LogStreamName', 'LastEventTime']) === 'LastEventTime';
    if (byTime && prefix !== undefined) {
      throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.');
    }
    const descending = params.boolean('descending');
    const streams = call.view
      .logStreams(group.name)
      .filter(({ name }) => prefix === undefined || name.startsWith(prefix));
    const page = paginate(streams, orderBy(byTime, descending), {
      size: params.integer('limit', 1, 50) ?? 50,
      token: params.string('nextToken'),
      context: JSON.stringify(['DescribeLogStreams', group.name, prefix, byTime, descending]),
      invalid: () => invalid('The specified nextToken is invalid.'),
    });
    return { logStreams: page.items.map((stream) => streamOf(group.arn, stream)), nextToken: page.token };
  },
};

function orderBy(byTime: boolean, descending: boolean): (stream: LogStream) => string {
  return (stream) => {
    const key = byTime ? String(stream.last()?.timestamp ?? 0).padStart(14, '0') : '';
    const whole = `${key}|${stream.name}`;
    return descending ? complement(whole) : whole;
  };
}

/** A text that sorts the other way round: every character becomes its complement. */
function complement(text: string): string {
  let out = '';
  for (const letter of text) out += String.fromCharCode(0xffff - letter.charCodeAt(0));
  return `${out}\uffff`;
}

function streamOf(groupArn: string, stream: LogStream): AwsRecord {
  const first = stream.first();
  const last = stream.last();
  return {
    logStreamName: stream.name,
    // A service's life may begin between two milliseconds; AWS tells whole ones.
    creationTime: Math.floor(stream.createdAt),
    ...(first && { firstEventTimestamp: first.timestamp }),
    ...(last && { lastEventTimestamp: last.timestamp, lastIngestionTime: last.ingestionTime }),
    uploadSequenceToken: '49039859570048938458839',
    arn: `${groupArn}:log-stream:${stream.name}`,
    // Always zero since 2019.
    storedBytes: 0,
  };
}

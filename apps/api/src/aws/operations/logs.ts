import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import { amount, checkAnswer, integer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { AwsCallError } from '../errors.js';
import type { Lane } from '../lane.js';
import { allPages } from './pages.js';

const GroupShape = z.object({
  logGroupName: z.string(),
  arn: text,
  retentionInDays: integer,
  storedBytes: amount,
  creationTime: amount,
});
export type LogGroup = z.output<typeof GroupShape>;

const EventShape = z.object({
  eventId: z.string(),
  logStreamName: z.string(),
  timestamp: z.number(),
  ingestionTime: amount,
  message: z.string(),
});
export type LogEvent = z.output<typeof EventShape>;

const StreamShape = z.object({ logStreamName: z.string(), lastEventTimestamp: amount });
const StreamEventShape = z.object({ timestamp: z.number(), message: z.string() });
export type StreamEvent = z.output<typeof StreamEventShape>;

/** How far back lines before another are looked for: a quiet stream has no closer ones. */
const CONTEXT_MS = 24 * 3_600_000;

/** Reads of CloudWatch Logs. */
export class LogsOperations {
  constructor(
    private readonly client: CloudWatchLogsClient,
    private readonly caller: AwsCaller,
  ) {}

  groups(): Promise<LogGroup[]> {
    return allPages(async (nextToken) => {
      const answer = await this.caller.call('logs:DescribeLogGroups', { lane: 'fresh' }, () =>
        this.client.send(new DescribeLogGroupsCommand({ nextToken, limit: 50 })),
      );
      const page = checkAnswer(
        'logs:DescribeLogGroups',
        z.object({ logGroups: list(GroupShape), nextToken: text }),
        answer,
      );
      return { items: page.logGroups, next: page.nextToken };
    });
  }

  /** One page of a group's events with from <= timestamp < to (epoch ms); a page may be empty and not the last. */
  async events(query: {
    group: string;
    from: number;
    to: number;
    token: string | undefined;
    lane: Lane;
    /** Streams whose name begins so; all when absent. */
    streamPrefix?: string | undefined;
    /** CloudWatch Logs' own filter pattern. */
    pattern?: string | undefined;
  }): Promise<{ events: LogEvent[]; next: string | null }> {
    const answer = await this.caller.call('logs:FilterLogEvents', { lane: query.lane }, () =>
      this.client.send(
        new FilterLogEventsCommand({
          logGroupName: query.group,
          startTime: query.from,
          endTime: query.to - 1,
          nextToken: query.token,
          logStreamNamePrefix: query.streamPrefix,
          filterPattern: query.pattern,
          limit: 10_000,
        }),
      ),
    );
    const page = checkAnswer(
      'logs:FilterLogEvents',
      z.object({ events: list(EventShape), nextToken: text }),
      answer,
    );
    return { events: page.events, next: page.nextToken };
  }

  /**
   * The last lines of one stream with from <= timestamp < to (epoch ms), oldest first; null where there is no such
   * stream. In the lane before all others where a person waits.
   */
  async streamEnd(query: {
    group: string;
    stream: string;
    from: number;
    to: number;
    limit: number;
    lane?: Lane;
  }): Promise<StreamEvent[] | null> {
    const { lane = 'interactive' } = query;
    if (!(await this.hasStream(query.group, query.stream, lane))) return null;
    const answer = await this.caller.call('logs:GetLogEvents', { lane }, () =>
      this.client.send(
        new GetLogEventsCommand({
          logGroupName: query.group,
          logStreamName: query.stream,
          startTime: query.from,
          endTime: query.to,
          limit: query.limit,
          startFromHead: false,
        }),
      ),
    );
    return checkAnswer('logs:GetLogEvents', z.object({ events: list(StreamEventShape) }), answer).events;
  }

  /** Lines of one stream before an instant (epoch ms) and from it on, oldest first; null where there is no such stream. */
  async streamAround(query: {
    group: string;
    stream: string;
    at: number;
    lines: number;
  }): Promise<{ before: StreamEvent[]; after: StreamEvent[] } | null> {
    const { group, stream, at, lines } = query;
    if (!(await this.hasStream(group, stream, 'interactive'))) return null;
    const read = async (part: { startTime: number; endTime?: number; startFromHead: boolean }) => {
      const answer = await this.caller.call('logs:GetLogEvents', { lane: 'interactive' }, () =>
        this.client.send(
          new GetLogEventsCommand({ logGroupName: group, logStreamName: stream, limit: lines, ...part }),
        ),
      );
      return checkAnswer('logs:GetLogEvents', z.object({ events: list(StreamEventShape) }), answer).events;
    };
    const before = await read({ startTime: at - CONTEXT_MS, endTime: at, startFromHead: false });
    return { before, after: await read({ startTime: at, startFromHead: true }) };
  }

  private async hasStream(group: string, stream: string, lane: Lane): Promise<boolean> {
    try {
      const answer = await this.caller.call('logs:DescribeLogStreams', { lane }, () =>
        this.client.send(
          new DescribeLogStreamsCommand({ logGroupName: group, logStreamNamePrefix: stream, limit: 1 }),
        ),
      );
      const page = checkAnswer(
        'logs:DescribeLogStreams',
        z.object({ logStreams: list(StreamShape) }),
        answer,
      );
      return page.logStreams.some(({ logStreamName }) => logStreamName === stream);
    } catch (error) {
      // The group was deleted, and its streams with it.
      if (error instanceof AwsCallError && error.failure === 'missing') return false;
      throw error;
    }
  }
}

import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { amount, checkAnswer, flag, integer, list, moment, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { allPages } from './pages.js';

const FRESH = { lane: 'fresh' } as const;

/** What metric and composite alarms share. */
const COMMON = {
  AlarmName: z.string(),
  AlarmArn: z.string(),
  AlarmDescription: text,
  StateValue: z.string(),
  StateReason: text,
  StateUpdatedTimestamp: moment,
  StateTransitionedTimestamp: moment,
  ActionsEnabled: flag,
  OKActions: list(z.string()),
  AlarmActions: list(z.string()),
  InsufficientDataActions: list(z.string()),
};

const MetricStatShape = z.object({
  Metric: z.object({
    Namespace: text,
    MetricName: text,
    Dimensions: list(z.object({ Name: z.string(), Value: z.string() })),
  }),
  Period: integer,
  Stat: text,
});

const MetricAlarmShape = z.object({
  ...COMMON,
  Namespace: text,
  MetricName: text,
  Dimensions: list(z.object({ Name: z.string(), Value: z.string() })),
  Statistic: text,
  ExtendedStatistic: text,
  Period: integer,
  EvaluationPeriods: integer,
  DatapointsToAlarm: integer,
  Threshold: amount,
  ComparisonOperator: text,
  TreatMissingData: text,
  Metrics: list(
    z.object({ Id: z.string(), Expression: text, ReturnData: flag, MetricStat: MetricStatShape.nullish() }),
  ),
});
export type MetricAlarm = z.output<typeof MetricAlarmShape>;

const CompositeAlarmShape = z.object({ ...COMMON, AlarmRule: text });
export type CompositeAlarm = z.output<typeof CompositeAlarmShape>;

const HistoryItemShape = z.object({
  AlarmName: text,
  Timestamp: z.date(),
  HistorySummary: text,
  HistoryData: text,
});
export type AlarmHistoryItem = z.output<typeof HistoryItemShape>;

/** Reads of CloudWatch alarms. */
export class AlarmOperations {
  constructor(
    private readonly client: CloudWatchClient,
    private readonly caller: AwsCaller,
  ) {}

  /** Every alarm of the region, composite ones too. */
  async all(): Promise<{ metric: MetricAlarm[]; composite: CompositeAlarm[] }> {
    const action = 'cloudwatch:DescribeAlarms';
    const pages = await allPages(async (NextToken) => {
      const answer = await this.caller.call(action, FRESH, () =>
        this.client.send(
          new DescribeAlarmsCommand({
            AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
            MaxRecords: 100,
            NextToken,
          }),
        ),
      );
      const page = checkAnswer(
        action,
        z.object({
          MetricAlarms: list(MetricAlarmShape),
          CompositeAlarms: list(CompositeAlarmShape),
          NextToken: text,
        }),
        answer,
      );
      return { items: [page], next: page.NextToken };
    });
    return {
      metric: pages.flatMap(({ MetricAlarms }) => MetricAlarms),
      composite: pages.flatMap(({ CompositeAlarms }) => CompositeAlarms),
    };
  }

  /** The newest changes of state of one alarm since `since` (epoch ms), at most a page of them. */
  async changes(name: string, composite: boolean, since: number): Promise<AlarmHistoryItem[]> {
    const action = 'cloudwatch:DescribeAlarmHistory';
    const answer = await this.caller.call(action, FRESH, () =>
      this.client.send(
        new DescribeAlarmHistoryCommand({
          AlarmName: name,
          AlarmTypes: [composite ? 'CompositeAlarm' : 'MetricAlarm'],
          HistoryItemType: 'StateUpdate',
          StartDate: new Date(since),
          ScanBy: 'TimestampDescending',
          MaxRecords: 100,
        }),
      ),
    );
    return checkAnswer(action, z.object({ AlarmHistoryItems: list(HistoryItemShape) }), answer)
      .AlarmHistoryItems;
  }
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Region, Simulator } from '../../src/index.js';
import { destroyClients, failure, NOW, REGION, sdkClients, startSmall, type Clients } from './harness.js';

const HOUR = 3_600_000;
const END = Math.floor(NOW / HOUR) * HOUR;

let simulator: Simulator;
let aws: Clients;
let view: Region;

beforeAll(async () => {
  simulator = await startSmall();
  aws = sdkClients(simulator.url, { attempts: 10 });
  const found = simulator.world.region(simulator.world.accounts()[0] ?? '', REGION);
  if (!found) throw new Error('The world lacks its region.');
  view = found;
});

afterAll(async () => {
  destroyClients(aws);
  await simulator.close();
});

function cpu() {
  const series = view
    .metricSeries()
    .find((one) => one.namespace === 'AWS/RDS' && one.metricName === 'CPUUtilization');
  if (!series) throw new Error('no database');
  return series;
}

describe('GetMetricStatistics', () => {
  const ask = (changes: object = {}) =>
    aws.cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/RDS',
        MetricName: 'CPUUtilization',
        Dimensions: cpu().dimensions,
        StartTime: new Date(END - HOUR),
        EndTime: new Date(END),
        Period: 300,
        Statistics: ['Average', 'Maximum', 'SampleCount'],
        ...changes,
      }),
    );

  it('answers what the datapoints are', async () => {
    const { Datapoints = [], Label } = await ask();
    expect(Label).toBe('CPUUtilization');
    expect(Datapoints).toHaveLength(12);
    for (const { Timestamp, Maximum, SampleCount, Unit } of Datapoints) {
      const minutes = Array.from({ length: 5 }, (_, i) =>
        view.datapoint(cpu(), Number(Timestamp) + i * 60_000),
      );
      expect(Maximum).toBe(Math.max(...minutes.map((set) => set?.maximum ?? NaN)));
      expect(SampleCount).toBe(minutes.reduce((sum, set) => sum + (set?.sampleCount ?? 0), 0));
      expect(Unit).toBe('Percent');
    }
  });

  it('answers percentiles over the whole period', async () => {
    const { Datapoints = [] } = await ask({
      Period: 3600,
      Statistics: undefined,
      ExtendedStatistics: ['p50', 'p99'],
    });
    expect(Datapoints).toHaveLength(1);
    const { p50 = NaN, p99 = NaN } = Datapoints[0]?.ExtendedStatistics ?? {};
    expect(p50).toBeLessThan(p99);
  });

  it('refuses more than 1,440 datapoints, and no statistic at all', async () => {
    const tooMany = await failure(ask({ StartTime: new Date(END - 25 * HOUR), Period: 60 }));
    expect(tooMany.name).toBe('InvalidParameterCombinationException');
    expect(tooMany.message).toContain('1,500 datapoints, which exceeds the limit of 1,440');
    expect((await failure(ask({ Statistics: [] }))).name).toBe('InvalidParameterCombinationException');
  });
});

describe('ListMetrics', () => {
  it('filters by name and dimension', async () => {
    const { Metrics = [] } = await aws.cloudwatch.send(
      new ListMetricsCommand({
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Dimensions: [{ Name: 'ServiceName' }],
      }),
    );
    expect(Metrics.length).toBeGreaterThan(4);
    for (const { Dimensions = [] } of Metrics)
      expect(Dimensions.map(({ Name }) => Name)).toContain('ServiceName');
  });

  it('knows only what has published lately when asked so', async () => {
    const count = async (RecentlyActive?: 'PT3H') => {
      let found = 0;
      let NextToken: string | undefined;
      do {
        const page = await aws.cloudwatch.send(new ListMetricsCommand({ RecentlyActive, NextToken }));
        expect(page.Metrics?.length).toBeLessThanOrEqual(500);
        found += page.Metrics?.length ?? 0;
        NextToken = page.NextToken;
      } while (NextToken);
      return found;
    };
    const [all, recent] = [await count(), await count('PT3H')];
    expect(recent).toBeGreaterThan(100);
    expect(recent).toBeLessThanOrEqual(all);
  });
});

describe('DescribeAlarms', () => {
  it('answers metric alarms unless composite ones are asked for', async () => {
    const plain = await aws.cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
    expect(plain.CompositeAlarms).toEqual([]);
    expect(plain.MetricAlarms?.length).toBeGreaterThan(10);
    const both = await aws.cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm'], AlarmNames: ['prod-shop-degraded'] }),
    );
    expect(both.CompositeAlarms?.[0]?.AlarmRule).toMatch(/^ALARM\("[^"]+"\)( OR ALARM\("[^"]+"\))+$/);
  });

  it('filters by state and prefix, and pages', async () => {
    const unknown = await aws.cloudwatch.send(new DescribeAlarmsCommand({ StateValue: 'INSUFFICIENT_DATA' }));
    for (const { StateValue } of unknown.MetricAlarms ?? []) expect(StateValue).toBe('INSUFFICIENT_DATA');
    const first = await aws.cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix: 'rds-', MaxRecords: 2 }),
    );
    expect(first.MetricAlarms).toHaveLength(2);
    const next = await aws.cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix: 'rds-', MaxRecords: 2, NextToken: first.NextToken }),
    );
    expect(next.MetricAlarms?.[0]?.AlarmName).not.toBe(first.MetricAlarms?.[0]?.AlarmName);
    const bad = await failure(aws.cloudwatch.send(new DescribeAlarmsCommand({ NextToken: 'garbage' })));
    expect(bad.name).toBe('InvalidNextToken');
  });
});

describe('DescribeAlarmHistory', () => {
  it('is newest first, and of one alarm where one is named', async () => {
    const { AlarmHistoryItems = [] } = await aws.cloudwatch.send(
      new DescribeAlarmHistoryCommand({ MaxRecords: 100 }),
    );
    const times = AlarmHistoryItems.map(({ Timestamp }) => Number(Timestamp));
    expect(times.length).toBeGreaterThan(20);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const AlarmName = AlarmHistoryItems[0]?.AlarmName;
    const one = await aws.cloudwatch.send(
      new DescribeAlarmHistoryCommand({ AlarmName, HistoryItemType: 'StateUpdate' }),
    );
    for (const item of one.AlarmHistoryItems ?? []) {
      expect(item.AlarmName).toBe(AlarmName);
      expect(JSON.parse(item.HistoryData ?? '')).toMatchObject({ version: '1.0' });
    }
  });
});

describe('log streams', () => {
  const group = () => String(view.logGroups()[0]?.['logGroupName']);

  it('are ordered by their last event, which is there', async () => {
    const { logStreams = [] } = await aws.logs.send(
      new DescribeLogStreamsCommand({ logGroupName: group(), orderBy: 'LastEventTime', descending: true }),
    );
    const last = logStreams.map(({ lastEventTimestamp }) => lastEventTimestamp ?? 0);
    expect(last.length).toBeGreaterThan(1);
    expect(last).toEqual([...last].sort((a, b) => b - a));
    const { events = [] } = await aws.logs.send(
      new GetLogEventsCommand({
        logGroupName: group(),
        logStreamName: logStreams[0]?.logStreamName,
        limit: 1,
      }),
    );
    expect(events[0]?.timestamp).toBe(last[0]);
    const both = new DescribeLogStreamsCommand({
      logGroupName: group(),
      orderBy: 'LastEventTime',
      logStreamNamePrefix: 'x',
    });
    expect((await failure(aws.logs.send(both))).name).toBe('InvalidParameterException');
  });

  it('are read to their end, where the forward token repeats', async () => {
    const { logStreams = [] } = await aws.logs.send(
      new DescribeLogStreamsCommand({ logGroupName: group(), limit: 1 }),
    );
    const logStreamName = logStreams[0]?.logStreamName ?? '';
    const read: string[] = [];
    let token: string | undefined;
    for (let i = 0; i < 500; i++) {
      const page = await aws.logs.send(
        new GetLogEventsCommand({
          logGroupName: group(),
          logStreamName,
          startFromHead: true,
          limit: 400,
          nextToken: token,
        }),
      );
      read.push(...(page.events ?? []).map(({ timestamp, message }) => `${timestamp} ${message}`));
      if (page.nextForwardToken === token) break;
      token = page.nextForwardToken;
    }
    const whole: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await aws.logs.send(
        new FilterLogEventsCommand({ logGroupName: group(), logStreamNames: [logStreamName], nextToken }),
      );
      whole.push(...(page.events ?? []).map(({ timestamp, message }) => `${timestamp} ${message}`));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(read.length).toBeGreaterThan(3);
    expect(read).toEqual(whole);
  });

  it('are read backwards from their end, and forwards again', async () => {
    const { logStreams = [] } = await aws.logs.send(
      new DescribeLogStreamsCommand({
        logGroupName: group(),
        orderBy: 'LastEventTime',
        descending: true,
        limit: 1,
      }),
    );
    const ask = (nextToken?: string) =>
      aws.logs.send(
        new GetLogEventsCommand({
          logGroupName: group(),
          logStreamName: logStreams[0]?.logStreamName,
          limit: 5,
          nextToken,
        }),
      );
    const newest = await ask();
    const before = await ask(newest.nextBackwardToken);
    expect(before.events?.at(-1)?.timestamp).toBeLessThanOrEqual(newest.events?.[0]?.timestamp ?? 0);
    const again = await ask(before.nextForwardToken);
    expect(again.events).toEqual(newest.events);
    expect((await failure(ask('f/garbage/s'))).name).toBe('InvalidParameterException');
  });
});

describe('LookupEvents', () => {
  it('answers changes newest first, 50 a page, with who made them', async () => {
    const first = await aws.cloudTrail.send(new LookupEventsCommand({}));
    expect(first.Events).toHaveLength(50);
    const times = (first.Events ?? []).map(({ EventTime }) => Number(EventTime));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const record = JSON.parse(first.Events?.[0]?.CloudTrailEvent ?? '') as Record<string, unknown>;
    expect(record).toMatchObject({ eventName: first.Events?.[0]?.EventName, readOnly: false });
    expect(record['userIdentity']).toHaveProperty('type');
    const named = await aws.cloudTrail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'RegisterTaskDefinition' }],
      }),
    );
    expect(named.Events?.length).toBeGreaterThan(0);
    for (const { EventName, CloudTrailEvent } of named.Events ?? []) {
      expect(EventName).toBe('RegisterTaskDefinition');
      expect(CloudTrailEvent).toContain('HIDDEN_DUE_TO_SECURITY_REASONS');
      expect(CloudTrailEvent).not.toContain('PLANTED-');
    }
  });

  it('refuses two attributes, and too many calls in a second', async () => {
    const attribute = { AttributeKey: 'ReadOnly', AttributeValue: 'false' } as const;
    const two = new LookupEventsCommand({ LookupAttributes: [attribute, attribute] });
    expect((await failure(aws.cloudTrail.send(two))).name).toBe('InvalidLookupAttributesException');
    const impatient = sdkClients(simulator.url);
    const calls = Array.from({ length: 5 }, () =>
      failure(impatient.cloudTrail.send(new LookupEventsCommand({}))).then(
        (error) => error.name,
        () => 'answered',
      ),
    );
    expect(await Promise.all(calls)).toContain('ThrottlingException');
    destroyClients(impatient);
  });
});

describe('AssumeRole', () => {
  it('answers keys under which one is that session of that role', async () => {
    const [account = ''] = simulator.world.accounts();
    const role = `arn:aws:iam::${account}:role/ops/ReadOnly`;
    const { Credentials, AssumedRoleUser } = await aws.sts.send(
      new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'watch', ExternalId: 'team-7' }),
    );
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${account}:assumed-role/ReadOnly/watch`);
    const assumed = new STSClient({
      endpoint: simulator.url,
      region: REGION,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken,
      },
    });
    expect((await assumed.send(new GetCallerIdentityCommand({}))).Arn).toBe(AssumedRoleUser?.Arn);
    const long = new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'again', DurationSeconds: 7200 });
    expect((await failure(assumed.send(long))).message).toContain('role chaining');
    assumed.destroy();
  });

  it('refuses what no role session may be called', async () => {
    const [account = ''] = simulator.world.accounts();
    const bad = new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/x`, RoleSessionName: 'a b' });
    expect((await failure(aws.sts.send(bad))).name).toBe('ValidationError');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DescribeCertificatesCommand,
  DescribeDBClustersCommand,
  DescribeDBEngineVersionsCommand,
  DescribeDBInstancesCommand,
  DescribeDBMajorEngineVersionsCommand,
  DescribeDBParametersCommand,
  DescribeEventsCommand,
  DescribePendingMaintenanceActionsCommand,
  paginateDescribeEvents,
} from '@aws-sdk/client-rds';
import type { Simulator } from '../../src/index.js';
import { destroyClients, failure, NOW, sdkClients, startSmall, type Clients } from './harness.js';

const HOUR = 3_600_000;
let simulator: Simulator;
let aws: Clients;

beforeAll(async () => {
  simulator = await startSmall({ databases: 8, historyDays: 3 });
  aws = sdkClients(simulator.url);
});

afterAll(async () => {
  destroyClients(aws);
  await simulator.close();
});

describe('RDS', () => {
  it('names the members of an Aurora cluster, which say the same', async () => {
    const { DBClusters = [] } = await aws.rds.send(new DescribeDBClustersCommand({}));
    expect(DBClusters).toHaveLength(1);
    const [cluster] = DBClusters;
    expect(cluster?.DBClusterMembers?.map(({ IsClusterWriter }) => IsClusterWriter)).toEqual([true, false]);
    const { DBInstances = [] } = await aws.rds.send(
      new DescribeDBInstancesCommand({
        Filters: [{ Name: 'db-cluster-id', Values: [cluster?.DBClusterIdentifier ?? ''] }],
      }),
    );
    expect(DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier).sort()).toEqual(
      cluster?.DBClusterMembers?.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier).sort(),
    );
    for (const instance of DBInstances) {
      expect(instance).toMatchObject({ Engine: cluster?.Engine, EngineVersion: cluster?.EngineVersion });
    }
    const missing = await failure(
      aws.rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'none' })),
    );
    expect(missing.name).toBe('DBClusterNotFoundFault');
  });

  it('tells the events of the last hour unless it is asked for more, up to 14 days', async () => {
    const all = [];
    const query = { StartTime: new Date(NOW - 3 * 24 * HOUR), MaxRecords: 20 };
    for await (const page of paginateDescribeEvents({ client: aws.rds }, query)) {
      expect(page.Events?.length).toBeLessThanOrEqual(20);
      all.push(...(page.Events ?? []));
    }
    expect(all.length).toBeGreaterThan(20);
    expect(all.map(({ Date: at }) => at?.getTime())).toEqual(
      all.map(({ Date: at }) => at?.getTime()).sort((a = 0, b = 0) => a - b),
    );
    const { Events: lately = [] } = await aws.rds.send(new DescribeEventsCommand({}));
    const inTheHour = all.filter(({ Date: at }) => (at?.getTime() ?? 0) >= NOW - HOUR);
    expect(lately).toHaveLength(inTheHour.length);
  });

  it('filters events by source and category, and wants the type with a source', async () => {
    const span = { StartTime: new Date(NOW - 3 * 24 * HOUR), MaxRecords: 100 };
    const { Events = [] } = await aws.rds.send(
      new DescribeEventsCommand({
        ...span,
        SourceIdentifier: 'orders-db',
        SourceType: 'db-instance',
        EventCategories: ['backup'],
      }),
    );
    expect(Events.length).toBeGreaterThanOrEqual(4);
    for (const event of Events) {
      expect(event).toMatchObject({ SourceIdentifier: 'orders-db', EventCategories: ['backup'] });
    }
    const error = await failure(aws.rds.send(new DescribeEventsCommand({ SourceIdentifier: 'orders-db' })));
    expect(error.name).toBe('InvalidParameterCombination');
  });

  it('says what is pending, and of whom', async () => {
    const { PendingMaintenanceActions = [] } = await aws.rds.send(
      new DescribePendingMaintenanceActionsCommand({
        Filters: [{ Name: 'db-instance-id', Values: ['orders-db'] }],
      }),
    );
    expect(PendingMaintenanceActions).toHaveLength(1);
    const [action] = PendingMaintenanceActions[0]?.PendingMaintenanceActionDetails ?? [];
    expect(action?.Action).toBe('system-update');
    expect(action?.AutoAppliedAfterDate?.getTime()).toBeGreaterThan(NOW);
    const error = await failure(
      aws.rds.send(new DescribePendingMaintenanceActionsCommand({ ResourceIdentifier: 'arn:aws:rds:x' })),
    );
    expect(error.name).toBe('ResourceNotFoundFault');
  });

  it('offers a version its later minor and major ones, with the ends of their support', async () => {
    const { DBEngineVersions = [] } = await aws.rds.send(
      new DescribeDBEngineVersionsCommand({ Engine: 'postgres', EngineVersion: '16.9' }),
    );
    expect(DBEngineVersions).toHaveLength(1);
    const targets = DBEngineVersions[0]?.ValidUpgradeTarget ?? [];
    expect(targets.filter((one) => !one.IsMajorVersionUpgrade).map((one) => one.EngineVersion)).toEqual([
      '16.10',
      '16.11',
      '16.12',
      '16.13',
      '16.14',
    ]);
    expect(targets.some((one) => one.EngineVersion === '17.5' && one.IsMajorVersionUpgrade)).toBe(true);
    expect(targets.some((one) => one.EngineVersion === '17.4')).toBe(false);
    const { DBMajorEngineVersions = [] } = await aws.rds.send(
      new DescribeDBMajorEngineVersionsCommand({ Engine: 'postgres', MajorEngineVersion: '13' }),
    );
    expect(
      DBMajorEngineVersions[0]?.SupportedEngineLifecycles?.map((one) =>
        one.LifecycleSupportEndDate?.toISOString().slice(0, 10),
      ),
    ).toEqual(['2026-02-28', '2029-02-28']);
  });

  it('tells what people set from what RDS sets and what the engine does', async () => {
    const parameters = async (DBParameterGroupName: string, Source?: string) =>
      (await aws.rds.send(new DescribeDBParametersCommand({ DBParameterGroupName, Source }))).Parameters ??
      [];
    const [user] = (await parameters('danjishop-prod-postgres17', 'user')).filter(
      (one) => one.ParameterName === 'max_connections',
    );
    expect(user).toMatchObject({ ParameterValue: '800', ApplyMethod: 'pending-reboot' });
    const [formula] = (await parameters('default.postgres13', 'system')).filter(
      (one) => one.ParameterName === 'max_connections',
    );
    expect(formula?.ParameterValue).toBe('LEAST({DBInstanceClassMemory/9531392},5000)');
    const error = await failure(parameters('nothing'));
    expect(error.name).toBe('DBParameterGroupNotFoundFault');
  });

  it('knows its certificates', async () => {
    const { Certificates = [] } = await aws.rds.send(new DescribeCertificatesCommand({}));
    expect(Certificates.map((one) => one.CertificateIdentifier)).toContain('rds-ca-rsa2048-g1');
  });
});

/** One answer of Performance Insights: its raw JSON, as the SDK would read it. */
interface Answer {
  __type?: string;
  MetricList?: {
    Key: { Metric: string; Dimensions?: Record<string, string> };
    DataPoints: { Timestamp: number; Value: number }[];
  }[];
}

describe('Performance Insights', () => {
  const ask = async (body: object): Promise<Answer> => {
    const scope = '20261118/ap-northeast-2/pi/aws4_request';
    const answer = await fetch(simulator.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'PerformanceInsightsv20180227.GetResourceMetrics',
        authorization: `AWS4-HMAC-SHA256 Credential=AKIADEFAULT/${scope}, SignedHeaders=host, Signature=unchecked`,
      },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Answer;
  };
  const load = (Identifier: string, Group?: string, Metric = 'db.load.avg') =>
    ask({
      ServiceType: 'RDS',
      Identifier,
      StartTime: NOW / 1000 - 3600,
      EndTime: NOW / 1000,
      PeriodInSeconds: 60,
      MetricQueries: [{ Metric, ...(Group ? { GroupBy: { Group, Limit: 5 } } : {}) }],
    });
  const resourceId = async (name: string) =>
    (await aws.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: name }))).DBInstances?.[0]
      ?.DbiResourceId ?? '';

  it.each(['db.sql_tokenized', 'db.wait_event', 'db.user'])('divides the load by %s', async (group) => {
    const { MetricList = [] } = await load(await resourceId('orders-db'), group);
    const [whole, ...parts] = MetricList;
    expect(whole?.Key.Dimensions).toBeUndefined();
    expect(whole?.DataPoints.length).toBeGreaterThan(50);
    expect(Object.keys(parts[0]?.Key.Dimensions ?? {}).every((name) => name.startsWith(group))).toBe(true);
    const first = parts.reduce((sum, one) => sum + (one.DataPoints[0]?.Value ?? 0), 0);
    const all = whole?.DataPoints[0]?.Value ?? 0;
    expect(first).toBeLessThanOrEqual(all + 1e-9);
    expect(first).toBeGreaterThan(all * 0.7);
  });

  it('refuses an instance on which it is off, and a metric it does not know', async () => {
    expect((await load(await resourceId('catalog-db'))).__type).toBe('NotAuthorizedException');
    const unknown = await load(await resourceId('orders-db'), undefined, 'db.colour.avg');
    expect(unknown.__type).toBe('InvalidArgumentException');
  });
});

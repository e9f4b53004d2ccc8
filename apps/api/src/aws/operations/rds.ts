import { DescribeDBInstancesCommand, type RDSClient } from '@aws-sdk/client-rds';
import { z } from 'zod';
import { checkAnswer, count, flag, integer, list, moment, text, upperTags } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { allPages } from './pages.js';

const InstanceShape = z.object({
  DBInstanceIdentifier: z.string(),
  DBInstanceArn: z.string(),
  DBInstanceStatus: z.string(),
  DBInstanceClass: z.string(),
  Engine: z.string(),
  EngineVersion: text,
  StorageType: text,
  AllocatedStorage: count,
  MaxAllocatedStorage: integer,
  Iops: integer,
  StorageThroughput: integer,
  MultiAZ: flag,
  AvailabilityZone: text,
  SecondaryAvailabilityZone: text,
  Endpoint: z.object({ Address: text, Port: integer }).nullish(),
  BackupRetentionPeriod: integer,
  PreferredBackupWindow: text,
  PreferredMaintenanceWindow: text,
  LatestRestorableTime: moment,
  PubliclyAccessible: flag,
  StorageEncrypted: flag,
  DeletionProtection: flag,
  PerformanceInsightsEnabled: flag,
  MonitoringInterval: integer,
  EnabledCloudwatchLogsExports: list(z.string()),
  ReadReplicaSourceDBInstanceIdentifier: text,
  ReadReplicaDBInstanceIdentifiers: list(z.string()),
  /** Values may hold a new master password (masked by AWS): the names are enough. */
  PendingModifiedValues: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((pending) =>
      Object.entries(pending ?? {})
        .filter(([, value]) => value !== undefined)
        .map(([name]) => name),
    ),
  CACertificateIdentifier: text,
  InstanceCreateTime: moment,
  DBClusterIdentifier: text,
  TagList: upperTags,
});
export type RdsInstance = z.output<typeof InstanceShape>;

/** Reads of Amazon RDS. */
export class RdsOperations {
  constructor(
    private readonly client: RDSClient,
    private readonly caller: AwsCaller,
  ) {}

  instances(): Promise<RdsInstance[]> {
    return allPages(async (Marker) => {
      const answer = await this.caller.call('rds:DescribeDBInstances', { lane: 'fresh' }, () =>
        this.client.send(new DescribeDBInstancesCommand({ Marker, MaxRecords: 100 })),
      );
      const shape = z.object({ DBInstances: list(InstanceShape), Marker: text });
      const page = checkAnswer('rds:DescribeDBInstances', shape, answer);
      return { items: page.DBInstances, next: page.Marker };
    });
  }
}

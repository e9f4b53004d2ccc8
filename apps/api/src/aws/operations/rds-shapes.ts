import { z } from 'zod';
import { count, flag, integer, list, moment, text, upperTags } from '../answer.js';

/** Values may hold a new master password (masked by AWS): the names are enough. */
const pendingNames = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((pending) =>
    Object.entries(pending ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name]) => name),
  );

const groups = list(z.object({ VpcSecurityGroupId: text, Status: text }));

const certificateOf = z
  .object({ ValidTill: moment })
  .nullish()
  .transform((details) => details?.ValidTill ?? null);

export const InstanceShape = z.object({
  DBInstanceIdentifier: z.string(),
  DBInstanceArn: z.string(),
  DBInstanceStatus: z.string(),
  DBInstanceClass: z.string(),
  DbiResourceId: text,
  Engine: z.string(),
  EngineVersion: text,
  EngineLifecycleSupport: text,
  AutoMinorVersionUpgrade: flag,
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
  StatusInfos: list(z.object({ StatusType: text, Status: text })),
  PendingModifiedValues: pendingNames,
  CACertificateIdentifier: text,
  CertificateDetails: certificateOf,
  DBParameterGroups: list(z.object({ DBParameterGroupName: z.string(), ParameterApplyStatus: text })),
  VpcSecurityGroups: groups,
  DBSubnetGroup: z
    .object({
      DBSubnetGroupName: text,
      VpcId: text,
      Subnets: list(
        z.object({ SubnetIdentifier: text, SubnetAvailabilityZone: z.object({ Name: text }).nullish() }),
      ),
    })
    .nullish(),
  InstanceCreateTime: moment,
  DBClusterIdentifier: text,
  TagList: upperTags,
});
export type RdsInstance = z.output<typeof InstanceShape>;

export const ClusterShape = z.object({
  DBClusterIdentifier: z.string(),
  DBClusterArn: z.string(),
  Status: text,
  Engine: z.string(),
  EngineVersion: text,
  EngineMode: text,
  MultiAZ: flag,
  AvailabilityZones: list(z.string()),
  Endpoint: text,
  ReaderEndpoint: text,
  Port: integer,
  AllocatedStorage: integer,
  StorageType: text,
  DBClusterInstanceClass: text,
  BackupRetentionPeriod: integer,
  PreferredBackupWindow: text,
  PreferredMaintenanceWindow: text,
  EarliestRestorableTime: moment,
  LatestRestorableTime: moment,
  StorageEncrypted: flag,
  DeletionProtection: flag,
  DBClusterParameterGroup: text,
  DBClusterMembers: list(z.object({ DBInstanceIdentifier: z.string(), IsClusterWriter: flag })),
  VpcSecurityGroups: groups,
  PendingModifiedValues: pendingNames,
  ClusterCreateTime: moment,
  TagList: upperTags,
});
export type RdsCluster = z.output<typeof ClusterShape>;

export const EventShape = z.object({
  SourceIdentifier: text,
  SourceType: text,
  SourceArn: text,
  Message: text,
  EventCategories: list(z.string()),
  Date: z.date(),
});
export type RdsEvent = z.output<typeof EventShape>;

export const MaintenanceShape = z.object({
  ResourceIdentifier: z.string(),
  PendingMaintenanceActionDetails: list(
    z.object({
      Action: z.string(),
      Description: text,
      AutoAppliedAfterDate: moment,
      ForcedApplyDate: moment,
      CurrentApplyDate: moment,
      OptInStatus: text,
    }),
  ),
});
export type RdsMaintenance = z.output<typeof MaintenanceShape>;

export const EngineVersionShape = z.object({
  Engine: text,
  EngineVersion: text,
  ValidUpgradeTarget: list(
    z.object({ EngineVersion: z.string(), IsMajorVersionUpgrade: flag, AutoUpgrade: flag }),
  ),
});
export type RdsEngineVersion = z.output<typeof EngineVersionShape>;

export const MajorVersionShape = z.object({
  Engine: z.string(),
  MajorEngineVersion: z.string(),
  SupportedEngineLifecycles: list(
    z.object({ LifecycleSupportName: z.string(), LifecycleSupportEndDate: moment }),
  ),
});
export type RdsMajorVersion = z.output<typeof MajorVersionShape>;

export const ParameterShape = z.object({
  ParameterName: z.string(),
  ParameterValue: text,
  Source: text,
  ApplyMethod: text,
});
export type RdsParameter = z.output<typeof ParameterShape>;

export const CertificateShape = z.object({ CertificateIdentifier: z.string(), ValidTill: moment });
export type RdsCertificate = z.output<typeof CertificateShape>;

import { DAY, MINUTE } from '../calendar.js';
import type { DatabaseState, RegionState } from '../simulation/region-state.js';
import type { AwsRecord, Millis } from '../types.js';
import { present } from './record.js';

/** A database as DescribeDBInstances answers it at `now`. */
export function databaseView(region: RegionState, state: DatabaseState, now: Millis): AwsRecord {
  const { plan } = state;
  const { ids } = region;
  const { accountId, region: name, azs } = region.plan;
  const az = azs[state.azIndex] ?? azs[0];
  const second = azs[(state.azIndex + 1) % azs.length];
  const postgres = plan.engine !== 'mysql';
  const aurora = plan.cluster !== undefined;
  const major = plan.version.split('.')[0] ?? '';
  const caArn = `rds-ca-rsa2048-g1`;
  const backups = plan.backupRetentionDays > 0;
  return present({
    DBInstanceIdentifier: plan.id,
    DBInstanceClass: plan.class,
    Engine: plan.engine,
    DBInstanceStatus: state.status,
    MasterUsername: postgres ? 'postgres' : 'admin',
    DBName: plan.replicaOf || aurora ? undefined : plan.id.split('-')[0],
    Endpoint: {
      Address: `${plan.id}.c${ids.hex(`rds|${accountId}|${name}`, 11)}.${name}.rds.amazonaws.com`,
      Port: postgres ? 5432 : 3306,
      HostedZoneId: 'ZLA2NUCOLGUUR',
    },
    AllocatedStorage: state.allocatedGiB,
    InstanceCreateTime: new Date(plan.createdAt),
    PreferredBackupWindow: plan.backupWindow,
    BackupRetentionPeriod: plan.backupRetentionDays,
    DBSecurityGroups: [],
    VpcSecurityGroups: plan.securityGroupIds.map((id) => ({ VpcSecurityGroupId: id, Status: 'active' })),
    DBParameterGroups: [
      {
        DBParameterGroupName: plan.parameterGroup,
        ParameterApplyStatus: 'in-sync',
      },
    ],
    AvailabilityZone: az?.name,
    DBSubnetGroup: subnetGroup(region),
    PreferredMaintenanceWindow: plan.maintenanceWindow,
    PendingModifiedValues: {},
    LatestRestorableTime: backups && !aurora ? new Date(restorable(state, now)) : undefined,
    MultiAZ: plan.multiAz,
    EngineVersion: state.version,
    AutoMinorVersionUpgrade: plan.environment === 'stage',
    ReadReplicaSourceDBInstanceIdentifier: plan.replicaOf,
    ReadReplicaDBInstanceIdentifiers: plan.replicas,
    DBClusterIdentifier: plan.cluster?.id,
    PromotionTier: aurora ? 1 : undefined,
    LicenseModel: postgres ? 'postgresql-license' : 'general-public-license',
    Iops: plan.iops,
    StorageThroughput: plan.throughput,
    OptionGroupMemberships: [
      {
        OptionGroupName: postgres ? `default:${plan.engine}-${major}` : 'default:mysql-8-0',
        Status: 'in-sync',
      },
    ],
    SecondaryAvailabilityZone: plan.multiAz ? second?.name : undefined,
    PubliclyAccessible: plan.publiclyAccessible,
    StatusInfos: plan.replicaOf
      ? [{ StatusType: 'read replication', Normal: true, Status: 'replicating' }]
      : undefined,
    StorageType: plan.storageType,
    DbInstancePort: 0,
    StorageEncrypted: plan.encrypted,
    KmsKeyId: plan.encrypted
      ? `arn:aws:kms:${name}:${accountId}:key/${ids.uuid(`kms|${accountId}|${name}`)}`
      : undefined,
    DbiResourceId: plan.resourceId,
    CACertificateIdentifier: caArn,
    DomainMemberships: [],
    CopyTagsToSnapshot: postgres,
    MonitoringInterval: plan.performanceInsights ? 60 : 0,
    EnhancedMonitoringResourceArn: plan.performanceInsights
      ? `arn:aws:logs:${name}:${accountId}:log-group:RDSOSMetrics:log-stream:${plan.resourceId}`
      : undefined,
    MonitoringRoleArn: plan.performanceInsights
      ? `arn:aws:iam::${accountId}:role/rds-monitoring-role`
      : undefined,
    DBInstanceArn: plan.arn,
    IAMDatabaseAuthenticationEnabled: false,
    DatabaseInsightsMode: 'standard',
    PerformanceInsightsEnabled: plan.performanceInsights,
    PerformanceInsightsKMSKeyId: plan.performanceInsights
      ? `arn:aws:kms:${name}:${accountId}:key/${ids.uuid(`kms|${accountId}|${name}`)}`
      : undefined,
    PerformanceInsightsRetentionPeriod: plan.performanceInsights ? 7 : undefined,
    EnabledCloudwatchLogsExports: plan.logExports,
    DeletionProtection: plan.deletionProtection,
    AssociatedRoles: [],
    MaxAllocatedStorage: plan.maxAllocatedGiB,
    TagList: plan.tags.map((tag) => ({ Key: tag.key, Value: tag.value })),
    CustomerOwnedIpEnabled: false,
    NetworkType: 'IPV4',
    ActivityStreamStatus: 'stopped',
    BackupTarget: 'region',
    CertificateDetails: { CAIdentifier: caArn, ValidTill: certificateValidTill(state, now) },
    MultiTenant: false,
    DedicatedLogVolume: false,
    IsStorageConfigUpgradeAvailable: false,
    EngineLifecycleSupport: 'open-source-rds-extended-support',
  });
}

/** RDS renews the certificate of a server for a year when half of its time is over. */
function certificateValidTill(state: DatabaseState, now: Millis): Date {
  const half = 182 * DAY;
  const renewals = Math.floor((now - state.plan.createdAt) / half);
  return new Date(Math.floor((state.plan.createdAt + (renewals + 2) * half) / 1000) * 1000);
}

/** Transaction logs go to S3 about every five minutes, so the latest restorable time moves in such steps. */
export function restorable(state: DatabaseState, now: Millis): Millis {
  const phase = state.plan.hash % (5 * MINUTE);
  const step = Math.floor((now - phase) / (5 * MINUTE)) * 5 * MINUTE + phase;
  return Math.floor((step - 40_000) / 1000) * 1000;
}

export function subnetGroup(region: RegionState): AwsRecord {
  const { network, region: name, accountId } = region.plan;
  return {
    DBSubnetGroupName: 'private',
    DBSubnetGroupDescription: 'Private subnets',
    VpcId: network.vpcId,
    SubnetGroupStatus: 'Complete',
    Subnets: network.subnets
      .filter((subnet) => !subnet.public)
      .map((subnet) => ({
        SubnetIdentifier: subnet.id,
        SubnetAvailabilityZone: { Name: subnet.az },
        SubnetOutpost: {},
        SubnetStatus: 'Active',
      })),
    DBSubnetGroupArn: `arn:aws:rds:${name}:${accountId}:subgrp:private`,
    SupportedNetworkTypes: ['IPV4'],
  };
}

import type { RdsInstance } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { resourceId } from '../resource-id.js';
import { classMemoryBytes, defaultMaxConnections } from './rds-class.js';
import { iso } from './iso.js';

export function describeRdsInstance(instance: RdsInstance, accountId: string): Observed<'rds_instance'> {
  const memoryBytes = classMemoryBytes(instance.DBInstanceClass);
  return {
    id: resourceId('rds_instance', instance.DBInstanceArn),
    kind: 'rds_instance',
    name: instance.DBInstanceIdentifier,
    arn: instance.DBInstanceArn,
    nativeId: instance.DBInstanceIdentifier,
    accountId,
    parentId: null,
    state: instance.DBInstanceStatus,
    tags: instance.TagList,
    ended: false,
    attributes: {
      engine: instance.Engine,
      engineVersion: instance.EngineVersion ?? '',
      instanceClass: instance.DBInstanceClass,
      storageType: instance.StorageType,
      allocatedGiB: instance.AllocatedStorage,
      maxAllocatedGiB: instance.MaxAllocatedStorage,
      iops: instance.Iops,
      throughput: instance.StorageThroughput,
      multiAz: instance.MultiAZ ?? false,
      availabilityZone: instance.AvailabilityZone,
      secondaryZone: instance.SecondaryAvailabilityZone,
      endpoint: instance.Endpoint?.Address ?? null,
      port: instance.Endpoint?.Port ?? null,
      backupRetentionDays: instance.BackupRetentionPeriod,
      backupWindow: instance.PreferredBackupWindow,
      maintenanceWindow: instance.PreferredMaintenanceWindow,
      latestRestorableTime: iso(instance.LatestRestorableTime),
      publiclyAccessible: instance.PubliclyAccessible ?? false,
      encrypted: instance.StorageEncrypted ?? false,
      deletionProtection: instance.DeletionProtection ?? false,
      performanceInsights: instance.PerformanceInsightsEnabled ?? false,
      enhancedMonitoringSeconds: instance.MonitoringInterval,
      logExports: [...instance.EnabledCloudwatchLogsExports].sort(),
      replicaOf: instance.ReadReplicaSourceDBInstanceIdentifier,
      replicas: [...instance.ReadReplicaDBInstanceIdentifiers].sort(),
      pendingChanges: [...instance.PendingModifiedValues].sort(),
      caCertificate: instance.CACertificateIdentifier,
      createdAt: iso(instance.InstanceCreateTime),
      maxConnections: defaultMaxConnections(instance.Engine, memoryBytes),
      memoryBytes,
    },
  };
}

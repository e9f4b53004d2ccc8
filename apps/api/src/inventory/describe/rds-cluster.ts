import type { RdsCluster } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { rdsInstanceArn, resourceId } from '../resource-id.js';
import { iso } from './iso.js';
import { securityGroups, type RdsKnowledge, type RdsPlace } from './rds-instance.js';

export function describeRdsCluster(
  cluster: RdsCluster,
  place: RdsPlace,
  known: RdsKnowledge,
): Observed<'rds_cluster'> {
  const { region, accountId } = place;
  return {
    id: resourceId('rds_cluster', cluster.DBClusterArn),
    kind: 'rds_cluster',
    name: cluster.DBClusterIdentifier,
    arn: cluster.DBClusterArn,
    nativeId: cluster.DBClusterIdentifier,
    accountId,
    parentId: null,
    state: cluster.Status ?? '',
    tags: cluster.TagList,
    ended: false,
    attributes: {
      engine: cluster.Engine,
      engineVersion: cluster.EngineVersion ?? '',
      engineMode: cluster.EngineMode,
      members: cluster.DBClusterMembers.map(({ DBInstanceIdentifier: id, IsClusterWriter }) => ({
        id,
        resourceId: resourceId('rds_instance', rdsInstanceArn(region, accountId, id)),
        writer: IsClusterWriter ?? false,
      })).sort((a, b) => Number(b.writer) - Number(a.writer) || a.id.localeCompare(b.id, 'en')),
      multiAz: cluster.MultiAZ ?? false,
      zones: [...cluster.AvailabilityZones].sort(),
      endpoint: cluster.Endpoint,
      readerEndpoint: cluster.ReaderEndpoint,
      port: cluster.Port,
      // Aurora answers 1 (or 0), which is no size: its volume grows by itself.
      allocatedGiB: cluster.Engine.startsWith('aurora') ? null : cluster.AllocatedStorage,
      backupRetentionDays: cluster.BackupRetentionPeriod,
      backupWindow: cluster.PreferredBackupWindow,
      maintenanceWindow: cluster.PreferredMaintenanceWindow,
      earliestRestorableTime: iso(cluster.EarliestRestorableTime),
      latestRestorableTime: iso(cluster.LatestRestorableTime),
      encrypted: cluster.StorageEncrypted ?? false,
      deletionProtection: cluster.DeletionProtection ?? false,
      securityGroups: securityGroups(cluster.VpcSecurityGroups, place),
      createdAt: iso(cluster.ClusterCreateTime),
      instanceClass: cluster.DBClusterInstanceClass,
      storageType: cluster.StorageType,
      pendingChanges: [...cluster.PendingModifiedValues].sort(),
      parameterGroup: cluster.DBClusterParameterGroup,
      lifecycle: known.lifecycleOf(cluster.Engine, cluster.EngineVersion),
      upgradeTargets: known.upgradesOf(cluster.Engine, cluster.EngineVersion),
      pendingMaintenance: known.actionsOn(cluster.DBClusterArn),
    },
  };
}

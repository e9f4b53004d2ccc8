import { MINUTE } from '../../calendar.js';
import type { DatabaseState, RegionState } from '../../simulation/region-state.js';
import type { AwsRecord, Millis } from '../../types.js';
import { restorable } from '../database-view.js';
import { present } from '../record.js';

/** Aurora clusters as DescribeDBClusters answers them, each from its members. */
export function databaseClusters(region: RegionState, now: Millis): AwsRecord[] {
  const members = new Map<string, DatabaseState[]>();
  for (const state of region.databases) {
    const id = state.plan.cluster?.id;
    if (id !== undefined) members.set(id, [...(members.get(id) ?? []), state]);
  }
  return [...members].map(([id, states]) => clusterView(region, id, states, now));
}

export function clusterArn(region: RegionState, id: string): string {
  const { accountId, region: name } = region.plan;
  return `arn:aws:rds:${name}:${accountId}:cluster:${id}`;
}

function clusterView(region: RegionState, id: string, states: DatabaseState[], now: Millis): AwsRecord {
  const { ids, plan } = region;
  const { accountId, region: name, azs } = plan;
  const writer = states.find((state) => state.plan.cluster?.writer) ?? (states[0] as DatabaseState);
  const suffix = `c${ids.hex(`rds|${accountId}|${name}`, 11)}.${name}.rds.amazonaws.com`;
  return present({
    AllocatedStorage: 1,
    AvailabilityZones: azs.slice(0, 3).map((az) => az.name),
    BackupRetentionPeriod: writer.plan.backupRetentionDays,
    DatabaseName: id.split('-')[0],
    DBClusterIdentifier: id,
    DBClusterParameterGroup: `default.aurora-postgresql${writer.plan.version.split('.')[0]}`,
    DBSubnetGroup: 'private',
    Status: writer.status === 'backing-up' ? 'backing-up' : 'available',
    EarliestRestorableTime: new Date(now - writer.plan.backupRetentionDays * 86_400_000),
    Endpoint: `${id}.cluster-${suffix}`,
    ReaderEndpoint: `${id}.cluster-ro-${suffix}`,
    MultiAZ: states.length > 1,
    Engine: writer.plan.engine,
    EngineVersion: writer.version,
    // The volume is copied to S3 all the time: never far behind.
    LatestRestorableTime: new Date(Math.max(restorable(writer, now), now - 4 * MINUTE)),
    Port: 5432,
    MasterUsername: 'postgres',
    PreferredBackupWindow: writer.plan.backupWindow,
    PreferredMaintenanceWindow: writer.plan.maintenanceWindow,
    ReadReplicaIdentifiers: [],
    DBClusterMembers: states.map((state) => ({
      DBInstanceIdentifier: state.plan.id,
      IsClusterWriter: state === writer,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: 1,
    })),
    VpcSecurityGroups: writer.plan.securityGroupIds.map((group) => ({
      VpcSecurityGroupId: group,
      Status: 'active',
    })),
    HostedZoneId: 'ZLA2NUCOLGUUR',
    StorageEncrypted: true,
    KmsKeyId: `arn:aws:kms:${name}:${accountId}:key/${ids.uuid(`kms|${accountId}|${name}`)}`,
    DbClusterResourceId: ids.dbResource(`${accountId}|${name}|cluster|${id}`).replace('db-', 'cluster-'),
    DBClusterArn: clusterArn(region, id),
    AssociatedRoles: [],
    IAMDatabaseAuthenticationEnabled: false,
    ClusterCreateTime: new Date(writer.plan.createdAt - 6 * MINUTE),
    EnabledCloudwatchLogsExports: writer.plan.logExports,
    EngineMode: 'provisioned',
    StorageType: 'aurora',
    AutoMinorVersionUpgrade: false,
    DeletionProtection: writer.plan.deletionProtection,
    HttpEndpointEnabled: false,
    ActivityStreamStatus: 'stopped',
    CopyTagsToSnapshot: true,
    CrossAccountClone: false,
    DomainMemberships: [],
    TagList: writer.plan.tags.map((tag) => ({ Key: tag.key, Value: tag.value })),
    NetworkType: 'IPV4',
    DatabaseInsightsMode: 'standard',
    PerformanceInsightsEnabled: writer.plan.performanceInsights,
    EngineLifecycleSupport: 'open-source-rds-extended-support',
  });
}

import type { AttributesOf } from '@danji/shared';
import type { RdsInstance, RdsParameter } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { rdsClusterArn, resourceId, securityGroupArn, subnetArn } from '../resource-id.js';
import { iso } from './iso.js';
import { classMemoryBytes, classVcpus } from './rds-class.js';
import { describeParameters, maxConnectionsOf } from './rds-parameters.js';

type Attributes = AttributesOf<'rds_instance'>;

/** What other reads know of a database; each answers null (or undefined) where it could not be read. */
export interface RdsKnowledge {
  lifecycleOf(engine: string, version: string | null): Attributes['lifecycle'];
  upgradesOf(engine: string, version: string | null): Attributes['upgradeTargets'];
  actionsOn(arn: string): Attributes['pendingMaintenance'];
  parametersOf(group: string): readonly RdsParameter[] | undefined;
  /** Epoch ms. */
  certificateValidTill(identifier: string | null): number | null;
}

export interface RdsPlace {
  accountId: string;
  region: string;
}

export function describeRdsInstance(
  instance: RdsInstance,
  place: RdsPlace,
  known: RdsKnowledge,
): Observed<'rds_instance'> {
  const cluster = instance.DBClusterIdentifier;
  const clusterId =
    cluster === null
      ? null
      : resourceId('rds_cluster', rdsClusterArn(place.region, place.accountId, cluster));
  return {
    id: resourceId('rds_instance', instance.DBInstanceArn),
    kind: 'rds_instance',
    name: instance.DBInstanceIdentifier,
    arn: instance.DBInstanceArn,
    nativeId: instance.DBInstanceIdentifier,
    accountId: place.accountId,
    parentId: clusterId,
    state: instance.DBInstanceStatus,
    tags: instance.TagList,
    ended: false,
    attributes: {
      ...engineOf(instance, known),
      ...storageOf(instance),
      ...networkOf(instance, place),
      ...protectionOf(instance, known),
      ...parametersOf(instance, known),
      replicaOf: instance.ReadReplicaSourceDBInstanceIdentifier,
      replicas: [...instance.ReadReplicaDBInstanceIdentifiers].sort(),
      replicationStatus:
        instance.StatusInfos.find(({ StatusType }) => StatusType === 'read replication')?.Status ?? null,
      cluster: cluster === null ? null : { id: cluster, resourceId: clusterId },
      performanceInsights: instance.PerformanceInsightsEnabled ?? false,
      enhancedMonitoringSeconds: instance.MonitoringInterval,
      logExports: [...instance.EnabledCloudwatchLogsExports].sort(),
      dbiResourceId: instance.DbiResourceId,
      createdAt: iso(instance.InstanceCreateTime),
    },
  };
}

function engineOf(instance: RdsInstance, known: RdsKnowledge) {
  const { Engine, EngineVersion, DBInstanceClass } = instance;
  return {
    engine: Engine,
    engineVersion: EngineVersion ?? '',
    instanceClass: DBInstanceClass,
    memoryBytes: classMemoryBytes(DBInstanceClass),
    vcpus: classVcpus(DBInstanceClass),
    autoMinorUpgrade: instance.AutoMinorVersionUpgrade,
    extendedSupport: extendedSupport(instance.EngineLifecycleSupport),
    lifecycle: known.lifecycleOf(Engine, EngineVersion),
    upgradeTargets: known.upgradesOf(Engine, EngineVersion),
    pendingMaintenance: known.actionsOn(instance.DBInstanceArn),
    pendingChanges: [...instance.PendingModifiedValues].sort(),
  };
}

/** `open-source-rds-extended-support` or `...-disabled`; null where AWS does not say. */
function extendedSupport(word: string | null): boolean | null {
  return word === null ? null : !word.endsWith('-disabled');
}

function storageOf(instance: RdsInstance) {
  return {
    storageType: instance.StorageType,
    allocatedGiB: instance.AllocatedStorage,
    maxAllocatedGiB: instance.MaxAllocatedStorage,
    iops: instance.Iops,
    throughput: instance.StorageThroughput,
  };
}

function networkOf(instance: RdsInstance, { region, accountId }: RdsPlace) {
  const group = instance.DBSubnetGroup;
  return {
    multiAz: instance.MultiAZ ?? false,
    availabilityZone: instance.AvailabilityZone,
    secondaryZone: instance.SecondaryAvailabilityZone,
    endpoint: instance.Endpoint?.Address ?? null,
    port: instance.Endpoint?.Port ?? null,
    publiclyAccessible: instance.PubliclyAccessible ?? false,
    securityGroups: securityGroups(instance.VpcSecurityGroups, { region, accountId }),
    subnetGroup: group?.DBSubnetGroupName ?? null,
    vpcId: group?.VpcId ?? null,
    subnets: (group?.Subnets ?? []).flatMap(({ SubnetIdentifier: id, SubnetAvailabilityZone }) =>
      id === null
        ? []
        : [
            {
              id,
              resourceId: resourceId('subnet', subnetArn(region, accountId, id)),
              zone: SubnetAvailabilityZone?.Name ?? null,
            },
          ],
    ),
  };
}

/** The VPC security groups of an instance or a cluster. */
export function securityGroups(
  groups: readonly { VpcSecurityGroupId: string | null }[],
  { region, accountId }: RdsPlace,
): Attributes['securityGroups'] {
  return groups.flatMap(({ VpcSecurityGroupId: id }) =>
    id === null
      ? []
      : [{ id, resourceId: resourceId('security_group', securityGroupArn(region, accountId, id)) }],
  );
}

function protectionOf(instance: RdsInstance, known: RdsKnowledge) {
  const validTills = [
    instance.CertificateDetails,
    known.certificateValidTill(instance.CACertificateIdentifier),
  ].filter((at) => at !== null);
  return {
    backupRetentionDays: instance.BackupRetentionPeriod,
    backupWindow: instance.PreferredBackupWindow,
    maintenanceWindow: instance.PreferredMaintenanceWindow,
    latestRestorableTime: iso(instance.LatestRestorableTime),
    encrypted: instance.StorageEncrypted ?? false,
    deletionProtection: instance.DeletionProtection ?? false,
    caCertificate: instance.CACertificateIdentifier,
    // The server's own certificate never outlives its authority's.
    certificateValidTill: iso(validTills.length === 0 ? null : Math.min(...validTills)),
  };
}

function parametersOf(instance: RdsInstance, known: RdsKnowledge) {
  const parameters = describeParameters(instance, (group) => known.parametersOf(group));
  return {
    parameterGroups: instance.DBParameterGroups.map(({ DBParameterGroupName, ParameterApplyStatus }) => ({
      name: DBParameterGroupName,
      status: ParameterApplyStatus,
    })),
    parameters,
    ...maxConnectionsOf(instance, parameters),
  };
}

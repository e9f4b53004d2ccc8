import { z } from 'zod';
import { int, nflag, nint, ntext, ntime, reference, text } from './fields.js';

/** Until when AWS supports a major version; the second date is that of paid support. */
export const EngineLifecycle = z.object({ standardSupportEnds: ntime, extendedSupportEnds: ntime });

export const PendingMaintenance = z.object({
  action: text.describe('system-update, db-upgrade, hardware-maintenance, ca-certificate-rotation, ...'),
  description: ntext,
  autoAppliedAfter: ntime.describe('From the first maintenance window after it'),
  forcedApply: ntime.describe('Applied then whatever anybody opted for'),
  currentApply: ntime.describe('When it will be applied as things stand'),
  optIn: ntext.describe('immediate, next-maintenance, undo-opt-in'),
});

export const UpgradeTarget = z.object({
  version: text,
  major: z.boolean(),
  autoUpgrade: z.boolean().describe('AWS applies it by itself where minor upgrades are automatic'),
});

/** A parameter of the database's group. */
export const DatabaseParameter = z.object({
  name: text,
  value: ntext.describe(
    'As set, in the unit of the parameter; null: the default of the engine, or a formula',
  ),
  formula: ntext.describe(
    'Where AWS computes the value from the class, such as {DBInstanceClassMemory/9531392}',
  ),
  source: text.describe('user, system or engine-default'),
  pendingReboot: z.boolean().describe('A group of this database waits for a reboot'),
});

export const ParameterGroup = z.object({
  name: text,
  status: ntext.describe('in-sync, applying, pending-reboot'),
});

export const RdsInstanceAttributes = z.object({
  engine: text,
  engineVersion: text,
  instanceClass: text,
  storageType: ntext,
  allocatedGiB: int,
  maxAllocatedGiB: nint,
  iops: nint,
  throughput: nint,
  multiAz: z.boolean(),
  availabilityZone: ntext,
  secondaryZone: ntext,
  endpoint: ntext,
  port: nint,
  backupRetentionDays: nint,
  backupWindow: ntext,
  maintenanceWindow: ntext,
  latestRestorableTime: ntime,
  publiclyAccessible: z.boolean(),
  encrypted: z.boolean(),
  deletionProtection: z.boolean(),
  performanceInsights: z.boolean(),
  enhancedMonitoringSeconds: nint,
  logExports: z.array(text),
  replicaOf: ntext,
  replicas: z.array(text),
  pendingChanges: z.array(text).describe('Names of the attributes that wait for the window'),
  caCertificate: ntext,
  createdAt: ntime,
  maxConnections: nint,
  maxConnectionsFrom: z
    .enum(['parameter', 'formula', 'default'])
    .nullable()
    .describe(
      'parameter: set as a number; formula: computed from the formula of the group and the memory of the class, an ' +
        'upper bound; default: computed from the default formula, for the group could not be read',
    ),
  memoryBytes: z.number().nullable(),
  vcpus: nint,
  dbiResourceId: ntext.describe('What Performance Insights and Enhanced Monitoring call it'),
  cluster: reference.nullable(),
  securityGroups: z.array(reference),
  subnetGroup: ntext,
  vpcId: ntext,
  subnets: z.array(reference.extend({ zone: ntext })),
  certificateValidTill: ntime,
  autoMinorUpgrade: nflag,
  extendedSupport: nflag.describe('Whether it goes on under paid support after standard support'),
  replicationStatus: ntext.describe('Replicas only: replicating, error, stopped, ...'),
  parameterGroups: z.array(ParameterGroup),
  parameters: z
    .array(DatabaseParameter)
    .nullable()
    .describe('Those that matter here; null: could not be read'),
  lifecycle: EngineLifecycle.nullable(),
  upgradeTargets: z.array(UpgradeTarget).nullable(),
  pendingMaintenance: z.array(PendingMaintenance).nullable().describe('Null: could not be read'),
});

export const RdsClusterAttributes = z.object({
  engine: text,
  engineVersion: text,
  engineMode: ntext,
  members: z.array(reference.extend({ writer: z.boolean() })),
  multiAz: z.boolean(),
  zones: z.array(text),
  endpoint: ntext,
  readerEndpoint: ntext,
  port: nint,
  allocatedGiB: nint.describe('Multi-AZ clusters only; Aurora allocates none'),
  backupRetentionDays: nint,
  backupWindow: ntext,
  maintenanceWindow: ntext,
  earliestRestorableTime: ntime,
  latestRestorableTime: ntime,
  encrypted: z.boolean(),
  deletionProtection: z.boolean(),
  securityGroups: z.array(reference),
  createdAt: ntime,
  instanceClass: ntext.describe('Multi-AZ clusters only; the members of Aurora have classes of their own'),
  storageType: ntext,
  pendingChanges: z.array(text).describe('Names of the attributes that wait for the window'),
  parameterGroup: ntext,
  lifecycle: EngineLifecycle.nullable(),
  upgradeTargets: z.array(UpgradeTarget).nullable(),
  pendingMaintenance: z.array(PendingMaintenance).nullable().describe('Null: could not be read'),
});

export type DatabaseParameter = z.infer<typeof DatabaseParameter>;
export type EngineLifecycle = z.infer<typeof EngineLifecycle>;
export type PendingMaintenance = z.infer<typeof PendingMaintenance>;
export type UpgradeTarget = z.infer<typeof UpgradeTarget>;
export type RdsInstanceAttributes = z.infer<typeof RdsInstanceAttributes>;
export type RdsClusterAttributes = z.infer<typeof RdsClusterAttributes>;

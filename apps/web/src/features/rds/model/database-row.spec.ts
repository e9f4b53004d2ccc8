import { describe, expect, it } from '@jest/globals';
import type { MetricsAnswer, ResourceItem } from '@danji/shared';
import { databaseRows, listQueries } from './database-row';

const AT = '2026-11-20T05:00:00.000Z';
const GIB = 1024 ** 3;
const attributes = (over: object = {}) => ({
  engine: 'postgres',
  engineVersion: '16.4',
  instanceClass: 'db.m6g.large',
  storageType: 'gp3',
  allocatedGiB: 500,
  maxAllocatedGiB: null,
  iops: null,
  throughput: null,
  multiAz: true,
  availabilityZone: null,
  secondaryZone: null,
  endpoint: null,
  port: 5432,
  backupRetentionDays: 7,
  backupWindow: null,
  maintenanceWindow: null,
  latestRestorableTime: null,
  publiclyAccessible: false,
  encrypted: true,
  deletionProtection: true,
  performanceInsights: false,
  enhancedMonitoringSeconds: null,
  logExports: [],
  replicaOf: null,
  replicas: [],
  pendingChanges: [],
  caCertificate: null,
  createdAt: null,
  maxConnections: 450,
  memoryBytes: null,
  maxConnectionsFrom: 'formula',
  vcpus: 2,
  dbiResourceId: null,
  cluster: null,
  securityGroups: [],
  subnetGroup: null,
  vpcId: null,
  subnets: [],
  certificateValidTill: null,
  autoMinorUpgrade: null,
  extendedSupport: null,
  replicationStatus: null,
  parameterGroups: [],
  parameters: null,
  lifecycle: null,
  upgradeTargets: null,
  pendingMaintenance: null,
  ...over,
});
function database(
  id: string,
  attrs: Record<string, unknown>,
  status: ResourceItem['status'] = 'ok',
): ResourceItem {
  return {
    id,
    kind: 'rds_instance',
    name: id,
    arn: `arn:aws:rds:ap-northeast-2:210987654321:db:${id}`,
    region: 'ap-northeast-2',
    accountId: '210987654321',
    accountAlias: null,
    scopeId: 's',
    state: 'available',
    status,
    reasons: [],
    parentId: null,
    parentName: null,
    environment: 'prod',
    team: null,
    tier: null,
    tags: {},
    attributes: attrs,
    describedAt: AT,
    firstSeen: AT,
    lastSeen: AT,
    deletedAt: null,
    consoleUrl: null,
  };
}
const series = (metric: string, stat: string, values: (number | null)[]) => ({
  id: metric,
  resource: 'a',
  metric,
  stat,
  unit: 'bytes' as const,
  per: null,
  method: '',
  period: 60,
  values,
  min: values,
  max: values,
  provisional: 0,
  status: 'ok' as const,
  lastAt: null,
});
const metrics: MetricsAnswer = {
  from: AT,
  to: AT,
  step: 60,
  t: [],
  notes: [],
  series: [
    series('FreeStorageSpace', 'Average', [60 * GIB, 41 * GIB]),
    series('DatabaseConnections', 'Maximum', [412, 90]),
  ],
};

describe('databaseRows', () => {
  it('sets free storage against what is allocated and connections against their maximum', () => {
    const [row] = databaseRows([database('a', attributes())], metrics);
    expect(row?.freeShare).toBeCloseTo(41 / 500, 6);
    expect(row?.connectionShare).toBeCloseTo(412 / 450, 6);
  });
  it('knows no share where the maximum or the metric is unknown', () => {
    const [row] = databaseRows([database('a', attributes({ maxConnections: null }))], metrics);
    expect(row?.connectionShare).toBeNull();
    expect(databaseRows([database('b', attributes())], metrics)[0]?.freeShare).toBeNull();
  });
  it('asks for replica lag only of replicas', () => {
    const asked = listQueries([database('a', attributes()), database('r', attributes({ replicaOf: 'a' }))]);
    expect(asked.filter((query) => query.metric === 'ReplicaLag').map((query) => query.resource)).toEqual([
      'r',
    ]);
  });
});
